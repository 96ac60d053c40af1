import { noArticle, type ArticleInput } from "../../src/knowledge/article.ts";
import { insertArticle } from "../../src/knowledge/articles.ts";
import type { Desk } from "./desk.ts";

export const delivery: ArticleInput = {
  ...noArticle,
  category: "Entrega",
  link: "https://loja-azul.example/prazos",
  texts: {
    pt: {
      title: "Prazo de entrega",
      body: "Entregamos em até 5 dias úteis depois da confirmação do pagamento.",
      questions: ["quanto tempo demora a entrega", "qual o prazo de entrega"],
    },
    en: {
      title: "Delivery time",
      body: "We deliver within 5 working days after the payment is confirmed.",
      questions: ["how long does delivery take"],
    },
  },
};

export const refunds: ArticleInput = {
  ...noArticle,
  isInternal: true,
  texts: {
    en: {
      title: "How to refund a delivery",
      body: "1. Open the order.\n2. Ask Ana above R$ 200.\n3. Refund by Pix.",
      questions: [],
    },
  },
};

/** A public one in two languages, a procedure, and a draft; their ids. */
export async function addArticles({ recado, people, clock }: Desk) {
  const draft: ArticleInput = {
    ...noArticle,
    isPublished: false,
    texts: { en: { title: "Opening hours", body: "From 9 to 18.", questions: [] } },
  };
  const now = clock.now();
  return recado.write(async (tx) => ({
    delivery: (await insertArticle(tx, delivery, people.ana, now)).id,
    refunds: (await insertArticle(tx, refunds, people.ana, now)).id,
    draft: (await insertArticle(tx, draft, people.ana, now)).id,
  }));
}
