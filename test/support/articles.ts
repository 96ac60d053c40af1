import type { SilenceReason } from "../../src/bot/explanation.ts";
import { insertTurn } from "../../src/bot/turns.ts";
import type { Language } from "../../src/db/schema.ts";
import { insertMessage, type NewMessage } from "../../src/inbox/messages.ts";
import { getVisibleTicket } from "../../src/inbox/tickets.ts";
import { noArticle, type ArticleInput } from "../../src/knowledge/article.ts";
import { countArticle, insertArticle } from "../../src/knowledge/articles.ts";
import { everything } from "../../src/users/ticket-scope.ts";
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

/** Answers that Bruno wrote in ticket 1 by hand; the ids of the messages. */
export async function addTyped(desk: Desk, texts: readonly string[]): Promise<number[]> {
  const now = desk.clock.now();
  return desk.recado.write(async (tx) => {
    const { thread_id } = await getVisibleTicket(tx, 1, everything);
    const ids: number[] = [];
    for (const text of texts)
      ids.push(
        await insertMessage(tx, {
          ...said(thread_id, text, now),
          direction: "out",
          authorType: "agent",
          authorId: desk.people.bruno,
        }),
      );
    return ids;
  });
}

/** Questions of ticket 1 that the bot did not understand; the ids of the messages. */
export async function addUnanswered(
  desk: Desk,
  questions: readonly { text: string; language: Language; because?: SilenceReason }[],
): Promise<number[]> {
  const now = desk.clock.now();
  return desk.recado.write(async (tx) => {
    const { thread_id } = await getVisibleTicket(tx, 1, everything);
    const ids: number[] = [];
    for (const { text, language, because } of questions) {
      const messageId = await insertMessage(tx, said(thread_id, text, now));
      const considered = because ? [{ what: "silence", isTaken: true, because }] : [];
      await insertTurn(tx, {
        messageId,
        threadId: thread_id,
        ticketId: 1,
        outcome: because ? "silence" : "miss",
        language,
        explanation: JSON.stringify({ language, folded: text, considered }),
        isSimulated: 0,
        now,
      });
      ids.push(messageId);
    }
    return ids;
  });
}

function said(threadId: number, text: string, now: number): NewMessage {
  return {
    threadId,
    ticketId: 1,
    direction: "in",
    authorType: "contact",
    authorId: null,
    type: "text",
    text,
    content: {},
    wamid: null,
    reference: null,
    replyToWamid: null,
    targetWamid: null,
    status: "received",
    sentAt: now,
    stampedAt: null,
    createdAt: now,
  };
}

/** One of each kind on the page of suggestions. */
export async function addSuggestions(desk: Desk, article: number): Promise<void> {
  const answer = "Para trocar, traga a peça com a etiqueta e a nota em até 30 dias";
  await addTyped(desk, [answer, `${answer}!`, `Oi! ${answer}, tudo bem?`]);
  const question = { text: "em Manaus o prazo é maior", language: "pt" as const };
  await addUnanswered(desk, [question, { ...question, text: "o prazo é maior em Manaus?" }]);
  await desk.recado.write(async (tx) => {
    for (let n = 0; n < 4; n += 1) await countArticle(tx, article, "unhelpful");
  });
}
