import type { Text } from "../i18n.ts";

/** What is found of a person, its erasure, and who is kept away. */
export const erasureStrings = {
  "found.kind.contact": {
    en: "Name, numbers, fields and tags",
    fr: "Nom, numéros, champs et étiquettes",
    pt: "Nome, números, campos e etiquetas",
    es: "Nombre, números, campos y etiquetas",
  },
  "found.kind.consent": {
    en: "Consent and its proof",
    fr: "Accords et leurs preuves",
    pt: "Consentimentos e suas provas",
    es: "Permisos y sus pruebas",
  },
  "found.kind.messages": {
    en: "Messages",
    fr: "Messages",
    pt: "Mensagens",
    es: "Mensajes",
  },
  "found.kind.media": {
    en: "Photos, voice notes and files",
    fr: "Photos, notes vocales et fichiers",
    pt: "Fotos, áudios e arquivos",
    es: "Fotos, notas de voz y archivos",
  },
  "found.kind.tickets": {
    en: "Tickets and their history",
    fr: "Tickets et leur historique",
    pt: "Tickets e seu histórico",
    es: "Tickets y su historial",
  },
  "found.kind.notes": {
    en: "Internal notes",
    fr: "Notes internes",
    pt: "Notas internas",
    es: "Notas internas",
  },
  "found.kind.drafts": {
    en: "Unsent drafts",
    fr: "Brouillons",
    pt: "Rascunhos",
    es: "Borradores",
  },
  "found.kind.bot": {
    en: "What the bot gathered and decided",
    fr: "Ce que le bot a recueilli et décidé",
    pt: "O que o bot coletou e decidiu",
    es: "Lo que el bot recogió y decidió",
  },
  "found.kind.bookings": {
    en: "Bookings",
    fr: "Réservations",
    pt: "Reservas",
    es: "Reservas",
  },
  "found.kind.notifications": {
    en: "Notices to your people",
    fr: "Avis à vos collègues",
    pt: "Avisos para sua equipe",
    es: "Avisos a su equipo",
  },
  "found.kind.journal": {
    en: "What Meta delivered",
    fr: "Livraisons de Meta",
    pt: "O que a Meta entregou",
    es: "Lo que entregó Meta",
  },
  "found.kind.requests": {
    en: "Their own requests",
    fr: "Ses propres demandes",
    pt: "Seus próprios pedidos",
    es: "Sus propias solicitudes",
  },
  "found.kind.audit": {
    en: "Traces in the audit log",
    fr: "Traces dans le journal d’audit",
    pt: "Rastros na auditoria",
    es: "Rastros en la auditoría",
  },
  "found.kind.technical": {
    en: "Technical copies",
    fr: "Copies techniques",
    pt: "Cópias técnicas",
    es: "Copias técnicas",
  },
  "erase.title": {
    en: "Erase {person}",
    fr: "Effacer {person}",
    pt: "Apagar {person}",
    es: "Borrar a {person}",
  },
  "erase.looked": {
    en: "We looked through every table and every file of this desk. The numbers count rows of the data file.",
    fr: "Toutes les tables et tous les fichiers de ce bureau ont été examinés. Les nombres comptent les lignes du fichier de données.",
    pt: "Todas as tabelas e todos os arquivos deste sistema foram examinados. Os números contam linhas do arquivo de dados.",
    es: "Se examinaron todas las tablas y todos los archivos de este escritorio. Los números cuentan filas del archivo de datos.",
  },
  "erase.goes": {
    en: "What goes",
    fr: "Ce qui part",
    pt: "O que sai",
    es: "Qué se va",
  },
  "erase.goes.traces": {
    en: {
      one: "and {n} place more where they are spoken of",
      other: "and {n} places more where they are spoken of",
    },
    fr: {
      one: "et {n} autre endroit qui en parle",
      other: "et {n} autres endroits qui en parlent",
    },
    pt: {
      one: "e mais {n} lugar que fala da pessoa",
      other: "e mais {n} lugares que falam da pessoa",
    },
    es: {
      one: "y {n} lugar más donde se la menciona",
      other: "y {n} lugares más donde se la menciona",
    },
  },
  "erase.goes.exports": {
    en: {
      one: "{n} package of consent records that may hold them",
      other: "{n} packages of consent records that may hold them",
    },
    fr: {
      one: "{n} export d’accords pouvant contenir la personne",
      other: "{n} exports d’accords pouvant contenir la personne",
    },
    pt: {
      one: "{n} pacote de consentimentos que pode conter a pessoa",
      other: "{n} pacotes de consentimentos que podem conter a pessoa",
    },
    es: {
      one: "{n} paquete de permisos que puede contenerla",
      other: "{n} paquetes de permisos que pueden contenerla",
    },
  },
  "erase.stays": {
    en: "What stays, and why",
    fr: "Ce qui reste, et pourquoi",
    pt: "O que fica e por quê",
    es: "Qué queda y por qué",
  },
  "erase.stays.records": {
    en: {
      one: "{n} line of the consent log, without name or number: it proves that you were allowed to write to them",
      other:
        "{n} lines of the consent log, without name or number: they prove that you were allowed to write to them",
    },
    fr: {
      one: "{n} ligne du registre des accords, sans nom ni numéro : elle prouve que vous pouviez lui écrire",
      other:
        "{n} lignes du registre des accords, sans nom ni numéro : elles prouvent que vous pouviez lui écrire",
    },
    pt: {
      one: "{n} linha do registro de consentimentos, sem nome nem número: prova que você podia escrever",
      other:
        "{n} linhas do registro de consentimentos, sem nome nem número: provam que você podia escrever",
    },
    es: {
      one: "{n} línea del registro de permisos, sin nombre ni número: prueba que usted podía escribirle",
      other:
        "{n} líneas del registro de permisos, sin nombre ni número: prueban que usted podía escribirle",
    },
  },
  "erase.stays.code": {
    en: "A code made from the number, so that nobody is imported or written to again. Nobody can read the number from it.",
    fr: "Un code tiré du numéro, pour que la personne ne soit ni réimportée ni recontactée. Personne ne peut y lire le numéro.",
    pt: "Um código feito do número, para não importar nem escrever de novo. Ninguém consegue ler o número nele.",
    es: "Un código hecho a partir del número, para no volver a importar ni escribir. Nadie puede leer el número en él.",
  },
  "erase.stays.elsewhere": {
    en: {
      one: "{n} place in other people’s conversations that speaks of them",
      other: "{n} places in other people’s conversations that speak of them",
    },
    fr: {
      one: "{n} endroit de conversations d’autres personnes qui en parle",
      other: "{n} endroits de conversations d’autres personnes qui en parlent",
    },
    pt: {
      one: "{n} lugar em conversas de outras pessoas que fala da pessoa",
      other: "{n} lugares em conversas de outras pessoas que falam da pessoa",
    },
    es: {
      one: "{n} lugar en conversaciones de otras personas que la menciona",
      other: "{n} lugares en conversaciones de otras personas que la mencionan",
    },
  },
  "erase.stays.common": {
    en: {
      one: "{n} place with the same first name or a phrase that others use, too",
      other: "{n} places with the same first name or a phrase that others use, too",
    },
    fr: {
      one: "{n} endroit avec le même prénom ou une tournure que d’autres emploient aussi",
      other: "{n} endroits avec le même prénom ou une tournure que d’autres emploient aussi",
    },
    pt: {
      one: "{n} lugar com o mesmo nome ou uma frase que outras pessoas também usam",
      other: "{n} lugares com o mesmo nome ou uma frase que outras pessoas também usam",
    },
    es: {
      one: "{n} lugar con el mismo nombre o una frase que otras personas también usan",
      other: "{n} lugares con el mismo nombre o una frase que otras personas también usan",
    },
  },
  "erase.stays.wording": {
    en: {
      one: "{n} place where your own texts have the same words",
      other: "{n} places where your own texts have the same words",
    },
    fr: {
      one: "{n} endroit où vos propres textes ont les mêmes mots",
      other: "{n} endroits où vos propres textes ont les mêmes mots",
    },
    pt: {
      one: "{n} lugar em que seus próprios textos têm as mesmas palavras",
      other: "{n} lugares em que seus próprios textos têm as mesmas palavras",
    },
    es: {
      one: "{n} lugar donde sus propios textos tienen las mismas palabras",
      other: "{n} lugares donde sus propios textos tienen las mismas palabras",
    },
  },
  "erase.stays.desk": {
    en: {
      one: "{n} place about the people who work here",
      other: "{n} places about the people who work here",
    },
    fr: {
      one: "{n} endroit sur les personnes qui travaillent ici",
      other: "{n} endroits sur les personnes qui travaillent ici",
    },
    pt: {
      one: "{n} lugar sobre quem trabalha aqui",
      other: "{n} lugares sobre quem trabalha aqui",
    },
    es: {
      one: "{n} lugar sobre quienes trabajan aquí",
      other: "{n} lugares sobre quienes trabajan aquí",
    },
  },
  "erase.stays.log": {
    en: {
      one: "{n} place in the log’s lasting half",
      other: "{n} places in the log’s lasting half",
    },
    fr: {
      one: "{n} endroit de la partie permanente du registre",
      other: "{n} endroits de la partie permanente du registre",
    },
    pt: {
      one: "{n} lugar na parte permanente do registro",
      other: "{n} lugares na parte permanente do registro",
    },
    es: {
      one: "{n} lugar en la parte permanente del registro",
      other: "{n} lugares en la parte permanente del registro",
    },
  },
  "erase.files": {
    en: "Copies that we cannot change",
    fr: "Copies que nous ne pouvons pas modifier",
    pt: "Cópias que não podemos mudar",
    es: "Copias que no podemos cambiar",
  },
  "erase.files.text": {
    en: "These files hold the person, too, or may: what is packed cannot be looked into. Delete them by hand, or let them expire; after a restore, erase the person again.",
    fr: "Ces fichiers contiennent aussi la personne, ou peut-être : on ne voit pas dans une archive compressée. Supprimez-les à la main ou laissez-les expirer ; après une restauration, effacez-la de nouveau.",
    pt: "Estes arquivos também contêm a pessoa, ou podem conter: não dá para olhar dentro de um arquivo compactado. Apague-os à mão ou deixe vencer; depois de restaurar, apague a pessoa de novo.",
    es: "Estos archivos también contienen a la persona, o pueden contenerla: no se ve dentro de un archivo comprimido. Bórrelos a mano o déjelos caducar; tras una restauración, vuelva a borrarla.",
  },
  "erase.elsewhere": {
    en: "Not in our hands: what WhatsApp and Meta keep, copies on phones, and backups you took elsewhere.",
    fr: "Hors de notre portée : ce que gardent WhatsApp et Meta, les copies sur des téléphones et vos sauvegardes ailleurs.",
    pt: "Fora do nosso alcance: o que WhatsApp e Meta guardam, cópias em celulares e backups feitos em outro lugar.",
    es: "Fuera de nuestro alcance: lo que guardan WhatsApp y Meta, copias en teléfonos y copias de seguridad en otro lugar.",
  },
  "erase.confirm": {
    en: "Erase now",
    fr: "Effacer maintenant",
    pt: "Apagar agora",
    es: "Borrar ahora",
  },
  "erase.confirm.text": {
    en: "This cannot be undone. Type {word} to go on.",
    fr: "C’est irréversible. Tapez {word} pour continuer.",
    pt: "Não dá para desfazer. Digite {word} para continuar.",
    es: "No se puede deshacer. Escriba {word} para continuar.",
  },
  "erase.confirm.word": {
    en: "ERASE",
    fr: "EFFACER",
    pt: "APAGAR",
    es: "BORRAR",
  },
  "erase.confirm.wrong": {
    en: "Type {word} to confirm; nothing was erased.",
    fr: "Tapez {word} pour confirmer ; rien n’a été effacé.",
    pt: "Digite {word} para confirmar; nada foi apagado.",
    es: "Escriba {word} para confirmar; no se borró nada.",
  },
  "erase.confirm.open-tickets": {
    en: { one: "{n} open ticket ends with it", other: "{n} open tickets end with it" },
    fr: { one: "{n} ticket ouvert prend fin", other: "{n} tickets ouverts prennent fin" },
    pt: { one: "{n} ticket aberto termina junto", other: "{n} tickets abertos terminam junto" },
    es: {
      one: "{n} ticket abierto termina con ello",
      other: "{n} tickets abiertos terminan con ello",
    },
  },
  "erase.package": {
    en: "Offer the package before",
    fr: "Proposer d’abord le dossier",
    pt: "Oferecer antes o pacote",
    es: "Ofrecer antes el paquete",
  },
  "erase.package.text": {
    en: "With it the person can still prove later what they agreed to. Afterwards nobody can make it.",
    fr: "Il permet à la personne de prouver plus tard ce qu’elle a accepté. Ensuite, plus personne ne pourra le créer.",
    pt: "Com ele a pessoa ainda prova depois o que aceitou. Depois ninguém mais consegue fazê-lo.",
    es: "Con él la persona aún podrá probar lo que aceptó. Después nadie podrá crearlo.",
  },
  "erase.state.running": {
    en: "Erasing …",
    fr: "Effacement en cours …",
    pt: "Apagando …",
    es: "Borrando …",
  },
  "erase.state.cleaning": {
    en: "Rows are gone; every byte of the data folder is being looked at …",
    fr: "Les lignes sont effacées ; chaque octet du dossier de données est vérifié …",
    pt: "As linhas se foram; cada byte da pasta de dados está sendo verificado …",
    es: "Las filas ya no están; se revisa cada byte de la carpeta de datos …",
  },
  "erase.state.done": {
    en: "Erased",
    fr: "Effacé",
    pt: "Apagado",
    es: "Borrado",
  },
  "erase.state.failed": {
    en: "Not finished; it is tried again by itself.",
    fr: "Pas terminé ; une nouvelle tentative suit d’elle-même.",
    pt: "Não terminou; será tentado de novo automaticamente.",
    es: "Sin terminar; se reintenta automáticamente.",
  },
  "erase.reload": {
    en: "See how far it is",
    fr: "Voir l’avancement",
    pt: "Ver o andamento",
    es: "Ver el avance",
  },
  "erase.receipt": {
    en: "Receipt",
    fr: "Récapitulatif",
    pt: "Recibo",
    es: "Resumen",
  },
  "erase.clean": {
    en: "No byte of the person was found in the data folder afterwards.",
    fr: "Aucun octet de la personne n’a été trouvé ensuite dans le dossier de données.",
    pt: "Nenhum byte da pessoa foi encontrado depois na pasta de dados.",
    es: "No se encontró después ningún byte de la persona en la carpeta de datos.",
  },
  "erase.clean.rewritten": {
    en: "The data file was written anew for it; writing paused for {n} ms.",
    fr: "Le fichier de données a été réécrit ; les écritures ont attendu {n} ms.",
    pt: "O arquivo de dados foi reescrito; as gravações pararam por {n} ms.",
    es: "El archivo de datos se reescribió; las escrituras esperaron {n} ms.",
  },
  "erase.unclean": {
    en: "Something was still found afterwards: look at the log, and erase again.",
    fr: "Il en restait quelque chose : consultez le journal et effacez de nouveau.",
    pt: "Ainda restou algo: veja o log e apague de novo.",
    es: "Aún quedaba algo: mire el registro y vuelva a borrar.",
  },
  "erase.close": {
    en: "Answer and close the request",
    fr: "Répondre et clore la demande",
    pt: "Responder e encerrar o pedido",
    es: "Responder y cerrar la solicitud",
  },
  "suppressed.title": {
    en: "Numbers never to write to",
    fr: "Numéros à ne jamais contacter",
    pt: "Números para nunca contatar",
    es: "Números a los que no escribir",
  },
  "suppressed.lead": {
    en: "Erased people and those who must be left alone. We keep a code of each number that nobody can turn back into it, so this list cannot be read, only asked. Nobody on it is imported or written to; who writes to you is answered.",
    fr: "Personnes effacées et celles à laisser tranquilles. Seul un code de chaque numéro est gardé, que personne ne peut décoder : cette liste ne se lit pas, elle se questionne. Personne n’y est importé ni contacté ; qui vous écrit reçoit une réponse.",
    pt: "Pessoas apagadas e as que devem ser deixadas em paz. Guardamos de cada número um código que ninguém reverte: a lista não se lê, só se consulta. Ninguém nela é importado ou contatado; quem escreve recebe resposta.",
    es: "Personas borradas y las que hay que dejar en paz. De cada número se guarda un código que nadie puede revertir: la lista no se lee, solo se consulta. A nadie en ella se importa ni se escribe; quien le escribe recibe respuesta.",
  },
  "suppressed.counts": {
    en: "On the list",
    fr: "Sur la liste",
    pt: "Na lista",
    es: "En la lista",
  },
  "suppressed.none": {
    en: "Nobody is on the list.",
    fr: "Personne sur la liste.",
    pt: "Ninguém está na lista.",
    es: "Nadie está en la lista.",
  },
  "suppressed.reason.erased": {
    en: "erased",
    fr: "effacés",
    pt: "apagados",
    es: "borrados",
  },
  "suppressed.reason.withdrawn": {
    en: "withdrawn",
    fr: "retirés",
    pt: "retirados",
    es: "retirados",
  },
  "suppressed.reason.by-hand": {
    en: "by hand",
    fr: "à la main",
    pt: "à mão",
    es: "a mano",
  },
  "suppressed.kind.phone": {
    en: "numbers",
    fr: "numéros",
    pt: "números",
    es: "números",
  },
  "suppressed.kind.user_id": {
    en: "WhatsApp ids",
    fr: "identifiants WhatsApp",
    pt: "ids do WhatsApp",
    es: "ids de WhatsApp",
  },
  "suppressed.ask": {
    en: "Ask, add or take off",
    fr: "Interroger, ajouter ou retirer",
    pt: "Consultar, incluir ou retirar",
    es: "Consultar, añadir o quitar",
  },
  "suppressed.phone": {
    en: "Number with country code",
    fr: "Numéro avec indicatif",
    pt: "Número com código do país",
    es: "Número con código de país",
  },
  "suppressed.phone.wrong": {
    en: "That is no telephone number. Write it with its country code, such as +351 912 345 678.",
    fr: "Ce n’est pas un numéro. Écrivez-le avec l’indicatif, par exemple +33 6 12 34 56 78.",
    pt: "Isso não é um telefone. Escreva com o código do país, como +55 11 98888-7777.",
    es: "Eso no es un teléfono. Escríbalo con el código de país, como +34 612 345 678.",
  },
  "suppressed.check": {
    en: "Is it on the list?",
    fr: "Est-il sur la liste ?",
    pt: "Está na lista?",
    es: "¿Está en la lista?",
  },
  "suppressed.add": {
    en: "Never write to it",
    fr: "Ne jamais le contacter",
    pt: "Nunca contatar",
    es: "No escribir nunca",
  },
  "suppressed.drop": {
    en: "Take it off",
    fr: "Le retirer",
    pt: "Retirar",
    es: "Quitar",
  },
  "suppressed.is": {
    en: "This number is on the list.",
    fr: "Ce numéro est sur la liste.",
    pt: "Este número está na lista.",
    es: "Este número está en la lista.",
  },
  "suppressed.is-not": {
    en: "This number is not on the list.",
    fr: "Ce numéro n’est pas sur la liste.",
    pt: "Este número não está na lista.",
    es: "Este número no está en la lista.",
  },
  "suppressed.added": {
    en: "The number is on the list now.",
    fr: "Le numéro est maintenant sur la liste.",
    pt: "O número agora está na lista.",
    es: "El número está ahora en la lista.",
  },
  "suppressed.dropped": {
    en: "The number is off the list.",
    fr: "Le numéro n’est plus sur la liste.",
    pt: "O número saiu da lista.",
    es: "El número ya no está en la lista.",
  },
  "suppressed.drop.hint": {
    en: "Take a number off only when the person asks for it.",
    fr: "Ne retirez un numéro que si la personne le demande.",
    pt: "Retire um número só quando a pessoa pedir.",
    es: "Quite un número solo si la persona lo pide.",
  },
} as const satisfies Record<string, Text>;
