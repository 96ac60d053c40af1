/** Texts about templates: every key in the four languages. */
export const templateStrings = {
  "error.no-template": {
    en: "This template is gone. Sync with Meta, then choose again.",
    fr: "Ce modèle n’existe plus. Synchronisez avec Meta, puis choisissez à nouveau.",
    pt: "Este modelo não existe mais. Sincronize com a Meta e escolha de novo.",
    es: "Esta plantilla ya no existe. Sincronice con Meta y elija de nuevo.",
  },
  "error.template-not-approved": {
    en: "Meta has not approved “{name}”, or has paused it. Choose another template.",
    fr: "Meta n’a pas approuvé « {name} », ou l’a suspendu. Choisissez un autre modèle.",
    pt: "A Meta não aprovou “{name}” ou pausou o modelo. Escolha outro.",
    es: "Meta no ha aprobado «{name}» o la ha pausado. Elija otra plantilla.",
  },
  "error.template-unsupported": {
    en: "“{name}” has parts that Recado cannot fill yet, such as a carousel. Choose another template.",
    fr: "« {name} » contient des éléments que Recado ne sait pas encore remplir, comme un carrousel. Choisissez un autre modèle.",
    pt: "“{name}” tem partes que o Recado ainda não sabe preencher, como um carrossel. Escolha outro modelo.",
    es: "«{name}» tiene partes que Recado aún no sabe rellenar, como un carrusel. Elija otra plantilla.",
  },
  "error.template-variable": {
    en: "Fill in “{name}” first: Meta refuses a template with a gap.",
    fr: "Remplissez d’abord « {name} » : Meta refuse un modèle incomplet.",
    pt: "Preencha “{name}” primeiro: a Meta recusa um modelo incompleto.",
    es: "Rellene antes «{name}»: Meta rechaza una plantilla incompleta.",
  },
  "error.template-value": {
    en: "What stands in “{name}” does not fit: a file needs an https link, a code has at most 15 characters.",
    fr: "La valeur de « {name} » ne convient pas : un fichier demande un lien https, un code compte 15 caractères au plus.",
    pt: "O valor de “{name}” não serve: um arquivo precisa de um link https, um código tem até 15 caracteres.",
    es: "El valor de «{name}» no sirve: un archivo necesita un enlace https, un código tiene 15 caracteres como máximo.",
  },
  "template.synced": {
    en: { one: "{n} template fetched from Meta.", other: "{n} templates fetched from Meta." },
    fr: { one: "{n} modèle récupéré chez Meta.", other: "{n} modèles récupérés chez Meta." },
    pt: { one: "{n} modelo trazido da Meta.", other: "{n} modelos trazidos da Meta." },
    es: { one: "{n} plantilla traída de Meta.", other: "{n} plantillas traídas de Meta." },
  },
  "template.sync.no-account": {
    en: "Recado does not know your WhatsApp Business account yet. Enter its id in Settings → Channel.",
    fr: "Recado ne connaît pas encore votre compte WhatsApp Business. Indiquez son identifiant dans Réglages → Canal.",
    pt: "O Recado ainda não conhece sua conta do WhatsApp Business. Informe o ID em Configurações → Canal.",
    es: "Recado aún no conoce su cuenta de WhatsApp Business. Indique su ID en Ajustes → Canal.",
  },
  "template.sync.refused": {
    en: "Meta did not hand out the templates: {detail}",
    fr: "Meta n’a pas fourni les modèles : {detail}",
    pt: "A Meta não entregou os modelos: {detail}",
    es: "Meta no ha entregado las plantillas: {detail}",
  },
} as const;
