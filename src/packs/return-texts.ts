/** Returns and exchanges. Customers read these. */
export const returnTexts = {
  terms: {
    en: "I'm sorry that it isn't right. How we do it: {return_terms}",
    fr: "Je suis désolé que cela ne convienne pas. Voici comment nous faisons : {return_terms}",
    pt: "Sinto muito que não deu certo. Funciona assim: {return_terms}",
    es: "Siento que no haya salido bien. Lo hacemos así: {return_terms}",
  },
  number: {
    en: "What is your order number? It is in the confirmation that you received.",
    fr: "Quel est votre numéro de commande ? Il figure dans la confirmation que vous avez reçue.",
    pt: "Qual é o número do seu pedido? Ele está na confirmação que você recebeu.",
    es: "¿Cuál es su número de pedido? Está en la confirmación que recibió.",
  },
  reason: {
    en: "Thank you. What is the reason?",
    fr: "Merci. Quelle en est la raison ?",
    pt: "Obrigado. Qual é o motivo?",
    es: "Gracias. ¿Cuál es el motivo?",
  },
  small: { en: "Too small", fr: "Trop petit", pt: "Ficou pequeno", es: "Queda pequeño" },
  big: { en: "Too big", fr: "Trop grand", pt: "Ficou grande", es: "Queda grande" },
  damaged: {
    en: "Arrived damaged",
    fr: "Arrivé abîmé",
    pt: "Chegou danificado",
    es: "Llegó dañado",
  },
  wrong: {
    en: "Wrong item",
    fr: "Mauvais article",
    pt: "Produto errado",
    es: "Producto equivocado",
  },
  mind: {
    en: "I changed my mind",
    fr: "J’ai changé d’avis",
    pt: "Mudei de ideia",
    es: "Cambié de idea",
  },
  other: { en: "Something else", fr: "Autre raison", pt: "Outro motivo", es: "Otro motivo" },
  photo: {
    en: "Please send a photo, so that we see it at once. If you have none, skip this.",
    fr: "Envoyez-nous une photo, pour que nous le voyions tout de suite. Si vous n’en avez pas, passez la question.",
    pt: "Mande uma foto para vermos logo o que houve. Se não tiver, pule a pergunta.",
    es: "Envíenos una foto, para verlo enseguida. Si no tiene, omita la pregunta.",
  },
  wish: {
    en: "What would you like?",
    fr: "Que souhaitez-vous ?",
    pt: "O que você prefere?",
    es: "¿Qué prefiere?",
  },
  exchange: { en: "Exchange it", fr: "Échanger", pt: "Trocar", es: "Cambiarlo" },
  money: { en: "Money back", fr: "Être remboursé", pt: "Reembolso", es: "Reembolso" },
  where: {
    en: "Please send it back to:\n{return_address}",
    fr: "Renvoyez-le à cette adresse :\n{return_address}",
    pt: "Envie de volta para:\n{return_address}",
    es: "Envíelo de vuelta a:\n{return_address}",
  },
  done: {
    en: "Noted: return of order {order_number}. Please keep the item unused and in its box until we tell you how to go on.",
    fr: "C’est noté : retour de la commande {order_number}. Gardez l’article non utilisé et dans son emballage jusqu’à notre réponse.",
    pt: "Anotado: devolução do pedido {order_number}. Guarde o produto sem uso e na embalagem até respondermos.",
    es: "Anotado: devolución del pedido {order_number}. Guarde el producto sin usar y en su caja hasta que le respondamos.",
  },
};

export const returnFields = {
  terms: {
    label: {
      en: "Your terms for returns",
      fr: "Vos conditions de retour",
      pt: "Suas regras de devolução",
      es: "Sus condiciones de devolución",
    },
    example: {
      en: "within 30 days, unused and with the receipt; sending back is free.",
      fr: "sous 30 jours, non utilisé et avec le ticket ; le renvoi est gratuit.",
      pt: "até 30 dias, sem uso e com a nota; o envio de volta é grátis.",
      es: "en 30 días, sin usar y con el ticket; el envío de vuelta es gratis.",
    },
  },
  address: {
    label: {
      en: "Address for parcels sent back",
      fr: "Adresse pour les colis renvoyés",
      pt: "Endereço para devoluções",
      es: "Dirección para las devoluciones",
    },
  },
};

/** How customers ask for it. */
export const returnPhrasings = {
  en: [
    "i want to return something",
    "how do i return an item",
    "i would like to send it back",
    "can i exchange it",
    "it does not fit, i want to exchange it",
    "my item arrived damaged",
    "it arrived broken",
    "you sent me the wrong item",
    "i want my money back for this item",
    "i need a return label",
    "exchange for another size",
  ],
  fr: [
    "je veux retourner un article",
    "comment faire un retour",
    "je voudrais renvoyer mon achat",
    "je peux l'échanger ?",
    "ça ne me va pas, je veux échanger",
    "mon article est arrivé abîmé",
    "c'est arrivé cassé",
    "vous m'avez envoyé le mauvais article",
    "je veux être remboursé de cet article",
    "il me faut une étiquette de retour",
    "échanger contre une autre taille",
  ],
  pt: [
    "quero devolver um produto",
    "como faço uma devolução",
    "queria mandar de volta",
    "posso trocar?",
    "não serviu, quero trocar",
    "meu produto chegou danificado",
    "chegou quebrado",
    "vocês mandaram o produto errado",
    "quero meu dinheiro de volta por esse produto",
    "preciso da etiqueta de devolução",
    "trocar por outro tamanho",
  ],
  es: [
    "quiero devolver un producto",
    "cómo hago una devolución",
    "quisiera enviarlo de vuelta",
    "¿puedo cambiarlo?",
    "no me queda, quiero cambiarlo",
    "mi producto llegó dañado",
    "llegó roto",
    "me enviaron el producto equivocado",
    "quiero que me devuelvan el dinero de este producto",
    "necesito la etiqueta de devolución",
    "cambiar por otra talla",
  ],
};
