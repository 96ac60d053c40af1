import type { Language } from "../db/schema.ts";
import type { RequestKind } from "./jurisdiction-profiles.ts";

/** What we may answer to a request. */
export const answerKinds = ["received", "done", "extended", "refused"] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** What the person reads before and after each answer, and for each kind of request. */
export interface AnswerTexts {
  hello: string;
  bye: string;
  received: string;
  extended: string;
  refused: string;
  nobody: string;
  done: Record<RequestKind, string>;
}

export const answerTexts: Record<Language, AnswerTexts> = {
  en: {
    hello: "Hello {name},",
    bye: "{business}",
    received:
      "We received your request on {received}. We will answer it by {due} at the latest, at no cost to you. We may ask you to confirm that it is you.",
    extended:
      "Your request of {received} takes us longer than usual: {reason} You will have our answer by {due} at the latest.",
    refused: "We cannot do what you asked on {received}. The reason: {reason}",
    nobody: "We looked, and we keep nothing about you.",
    done: {
      access:
        "You asked on {received} what we keep about you. You find all of it in the attached file: open READ-ME.html first.",
      portability:
        "You asked on {received} for your data to take along. They are in the attached file, for you to read and for programs.",
      correction: "What you asked us on {received} to correct is corrected.",
      restriction:
        "Since your request of {received} we only keep your data. We send you nothing by ourselves. We will tell you before that ends.",
      objection:
        "Since your request of {received} we send you no such messages any more. You can still write to us.",
      erasure:
        "As you asked on {received}, we have erased what we kept about you. There remain, without your name or number, the proof of what you once agreed to, and a code that keeps us from writing to your number again.",
    },
  },
  fr: {
    hello: "Bonjour {name},",
    bye: "{business}",
    received:
      "Nous avons reçu votre demande le {received}. Nous y répondrons au plus tard le {due}, sans frais pour vous. Il se peut que nous vous demandions de confirmer votre identité.",
    extended:
      "Votre demande du {received} nous prend plus de temps que prévu : {reason} Vous aurez notre réponse au plus tard le {due}.",
    refused: "Nous ne pouvons pas donner suite à votre demande du {received}. Motif : {reason}",
    nobody: "Après recherche, nous ne gardons aucune donnée à votre sujet.",
    done: {
      access:
        "Vous avez demandé le {received} ce que nous gardons à votre sujet. Vous trouverez tout dans le fichier joint : ouvrez d’abord READ-ME.html.",
      portability:
        "Vous avez demandé le {received} à emporter vos données. Elles sont dans le fichier joint, lisibles par vous et par des programmes.",
      correction: "Ce que vous avez demandé de rectifier le {received} est rectifié.",
      restriction:
        "Depuis votre demande du {received}, nous gardons vos données sans les utiliser. Nous ne vous envoyons rien de nous-mêmes. Nous vous préviendrons avant que cela ne cesse.",
      objection:
        "Depuis votre demande du {received}, nous ne vous envoyons plus de tels messages. Vous pouvez toujours nous écrire.",
      erasure:
        "Comme demandé le {received}, nous avons effacé ce que nous gardions à votre sujet. Restent, sans votre nom ni votre numéro, la preuve de ce que vous aviez accepté et un code qui nous empêche d’écrire à nouveau à votre numéro.",
    },
  },
  pt: {
    hello: "Olá {name},",
    bye: "{business}",
    received:
      "Recebemos seu pedido em {received}. Responderemos até {due}, sem custo para você. Talvez peçamos que confirme sua identidade.",
    extended:
      "Seu pedido de {received} vai demorar mais que o normal: {reason} Você terá nossa resposta até {due}.",
    refused: "Não podemos atender ao seu pedido de {received}. Motivo: {reason}",
    nobody: "Procuramos e não guardamos nada sobre você.",
    done: {
      access:
        "Você perguntou em {received} o que guardamos a seu respeito. Está tudo no arquivo anexo: abra primeiro READ-ME.html.",
      portability:
        "Você pediu em {received} seus dados para levar. Estão no arquivo anexo, para você ler e para programas.",
      correction: "O que você pediu em {received} para corrigir está corrigido.",
      restriction:
        "Desde seu pedido de {received}, apenas guardamos seus dados. Não enviamos nada por iniciativa própria. Avisaremos antes de isso terminar.",
      objection:
        "Desde seu pedido de {received}, não enviamos mais essas mensagens. Você ainda pode falar conosco.",
      erasure:
        "Como você pediu em {received}, apagamos o que guardávamos a seu respeito. Ficam, sem seu nome nem número, a prova do que você havia aceitado e um código que nos impede de escrever de novo ao seu número.",
    },
  },
  es: {
    hello: "Hola {name}:",
    bye: "{business}",
    received:
      "Recibimos su solicitud el {received}. Responderemos a más tardar el {due}, sin coste para usted. Es posible que le pidamos confirmar su identidad.",
    extended:
      "Su solicitud del {received} nos lleva más tiempo de lo normal: {reason} Tendrá nuestra respuesta a más tardar el {due}.",
    refused: "No podemos atender su solicitud del {received}. Motivo: {reason}",
    nobody: "Hemos buscado y no guardamos nada sobre usted.",
    done: {
      access:
        "Preguntó el {received} qué guardamos sobre usted. Está todo en el archivo adjunto: abra primero READ-ME.html.",
      portability:
        "Pidió el {received} sus datos para llevárselos. Están en el archivo adjunto, para leerlos y para programas.",
      correction: "Lo que pidió rectificar el {received} está rectificado.",
      restriction:
        "Desde su solicitud del {received} solo guardamos sus datos. No le enviamos nada por iniciativa propia. Le avisaremos antes de que eso termine.",
      objection:
        "Desde su solicitud del {received} ya no le enviamos esos mensajes. Puede seguir escribiéndonos.",
      erasure:
        "Como pidió el {received}, hemos borrado lo que guardábamos sobre usted. Quedan, sin su nombre ni número, la prueba de lo que aceptó y un código que nos impide volver a escribir a su número.",
    },
  },
};
