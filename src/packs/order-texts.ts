/** Where is my order. Customers read these. */
export const orderTexts = {
  number: {
    en: "I'll have a look. What is your order number? It is in the confirmation that you received.",
    fr: "Je regarde. Quel est votre numéro de commande ? Il figure dans la confirmation que vous avez reçue.",
    pt: "Vou verificar. Qual é o número do seu pedido? Ele está na confirmação que você recebeu.",
    es: "Lo reviso. ¿Cuál es su número de pedido? Está en la confirmación que recibió.",
  },
  status: {
    en: "Your order {order_number}: {order_status}.",
    fr: "Votre commande {order_number} : {order_status}.",
    pt: "Seu pedido {order_number}: {order_status}.",
    es: "Su pedido {order_number}: {order_status}.",
  },
  unknown: {
    en: "I find no order with the number {order_number}. Shall we try another number?",
    fr: "Je ne trouve aucune commande avec le numéro {order_number}. On essaie un autre numéro ?",
    pt: "Não encontrei nenhum pedido com o número {order_number}. Vamos tentar outro número?",
    es: "No encuentro ningún pedido con el número {order_number}. ¿Probamos con otro número?",
  },
  another: {
    en: "Another number",
    fr: "Un autre numéro",
    pt: "Outro número",
    es: "Otro número",
  },
  noAnswer: {
    en: "Our order system doesn't answer at the moment. I have noted order {order_number}, and somebody looks it up for you.",
    fr: "Notre système de commandes ne répond pas en ce moment. J’ai noté la commande {order_number}, et quelqu’un vérifie pour vous.",
    pt: "Nosso sistema de pedidos não está respondendo agora. Anotei o pedido {order_number}, e alguém vai verificar para você.",
    es: "Nuestro sistema de pedidos no responde en este momento. He anotado el pedido {order_number}, y alguien lo revisa por usted.",
  },
  noted: {
    en: "Thank you. I have noted order {order_number}, and somebody looks it up for you.",
    fr: "Merci. J’ai noté la commande {order_number}, et quelqu’un vérifie pour vous.",
    pt: "Obrigado. Anotei o pedido {order_number}, e alguém vai verificar para você.",
    es: "Gracias. He anotado el pedido {order_number}, y alguien lo revisa por usted.",
  },
  noNumber: {
    en: "No problem, we can find it without the number, too.",
    fr: "Pas de souci, nous pouvons la retrouver aussi sans le numéro.",
    pt: "Sem problema, também conseguimos encontrar sem o número.",
    es: "No hay problema, también podemos encontrarlo sin el número.",
  },
  wasNot: {
    en: "I'm sorry. Somebody has a closer look at order {order_number}.",
    fr: "Je suis désolé. Quelqu’un va regarder la commande {order_number} de plus près.",
    pt: "Sinto muito. Alguém vai olhar o pedido {order_number} com mais atenção.",
    es: "Lo siento. Alguien revisará el pedido {order_number} con más detalle.",
  },
};

export const orderFields = {
  system: {
    label: {
      en: "Your shop's system",
      fr: "Le système de votre boutique",
      pt: "O sistema da sua loja",
      es: "El sistema de su tienda",
    },
    hint: {
      en: "None: the bot asks for the number and hands over.",
      fr: "Aucun : le bot demande le numéro et passe la main.",
      pt: "Nenhum: o bot pede o número e passa para uma pessoa.",
      es: "Ninguno: el bot pide el número y pasa a una persona.",
    },
  },
  path: {
    label: {
      en: "Where an order is found",
      fr: "Où se trouve une commande",
      pt: "Onde se encontra um pedido",
      es: "Dónde se encuentra un pedido",
    },
    hint: {
      en: "After the system’s address, with {order_number}.",
      fr: "Après l’adresse du système, avec {order_number}.",
      pt: "Depois do endereço do sistema, com {order_number}.",
      es: "Después de la dirección del sistema, con {order_number}.",
    },
  },
  status: {
    label: {
      en: "Field of the answer that holds the status",
      fr: "Champ de la réponse qui contient l’état",
      pt: "Campo da resposta com a situação",
      es: "Campo de la respuesta con el estado",
    },
  },
};

/** How customers ask for it. */
export const orderPhrasings = {
  en: [
    "where is my order",
    "what is the status of my order",
    "track my order",
    "has my order been shipped",
    "where is my parcel",
    "my order has not arrived",
    "when will my order arrive",
    "i am still waiting for my package",
    "my delivery is late",
    "tracking number please",
    "any news about my order",
  ],
  fr: [
    "où est ma commande",
    "quel est le statut de ma commande",
    "suivre ma commande",
    "ma commande est partie ?",
    "où est mon colis",
    "ma commande n'est pas arrivée",
    "quand arrive ma commande",
    "j'attends toujours mon colis",
    "ma livraison est en retard",
    "numéro de suivi svp",
    "des nouvelles de ma commande",
  ],
  pt: [
    "cadê meu pedido",
    "qual o status do meu pedido",
    "rastrear meu pedido",
    "meu pedido já foi enviado?",
    "onde está minha encomenda",
    "meu pedido não chegou",
    "quando chega meu pedido",
    "ainda estou esperando minha encomenda",
    "minha entrega está atrasada",
    "código de rastreio por favor",
    "alguma novidade do meu pedido",
  ],
  es: [
    "dónde está mi pedido",
    "cuál es el estado de mi pedido",
    "rastrear mi pedido",
    "¿ya enviaron mi pedido?",
    "dónde está mi paquete",
    "mi pedido no ha llegado",
    "cuándo llega mi pedido",
    "sigo esperando mi paquete",
    "mi entrega está retrasada",
    "número de seguimiento por favor",
    "alguna novedad de mi pedido",
  ],
};
