/** The business's own fields of contacts. */
export const contactFieldStrings = {
  "settings.contact-fields": {
    en: "Contact fields",
    fr: "Champs des contacts",
    pt: "Campos dos contatos",
    es: "Campos de los contactos",
  },
  "settings.contact-fields.text": {
    en: "What else you keep about people",
    fr: "Ce que vous notez d’autre sur les personnes",
    pt: "O que mais vocês guardam das pessoas",
    es: "Qué más guardan de las personas",
  },
  "fields.lead": {
    en: "Shown on each contact. Rules and segments can ask about them.",
    fr: "Affichés sur chaque contact. Les règles et les segments peuvent les utiliser.",
    pt: "Aparecem em cada contato. Regras e segmentos podem usá-los.",
    es: "Se muestran en cada contacto. Las reglas y los segmentos pueden usarlos.",
  },
  "fields.list": { en: "Fields", fr: "Champs", pt: "Campos", es: "Campos" },
  "fields.empty": {
    en: "No field of your own yet",
    fr: "Pas encore de champ à vous",
    pt: "Nenhum campo próprio ainda",
    es: "Aún no hay campos propios",
  },
  "fields.empty.text": {
    en: "Customer number, size, birthday, plan: whatever you look up again and again.",
    fr: "Numéro de client, taille, anniversaire, formule : ce que vous cherchez sans cesse.",
    pt: "Número de cliente, tamanho, aniversário, plano: o que vocês procuram sempre.",
    es: "Número de cliente, talla, cumpleaños, plan: lo que buscan una y otra vez.",
  },
  "fields.new": {
    en: "New field",
    fr: "Nouveau champ",
    pt: "Novo campo",
    es: "Nuevo campo",
  },
  "fields.edit": {
    en: "Change the field",
    fr: "Modifier le champ",
    pt: "Alterar o campo",
    es: "Cambiar el campo",
  },
  "fields.edit.named": {
    en: "Change {name}",
    fr: "Modifier {name}",
    pt: "Alterar {name}",
    es: "Cambiar {name}",
  },
  "fields.up": {
    en: "Move {name} up",
    fr: "Monter {name}",
    pt: "Subir {name}",
    es: "Subir {name}",
  },
  "fields.down": {
    en: "Move {name} down",
    fr: "Descendre {name}",
    pt: "Descer {name}",
    es: "Bajar {name}",
  },
  "fields.used": {
    en: { one: "{n} contact has a value", other: "{n} contacts have a value" },
    fr: { one: "{n} contact a une valeur", other: "{n} contacts ont une valeur" },
    pt: { one: "{n} contato tem um valor", other: "{n} contatos têm um valor" },
    es: { one: "{n} contacto tiene un valor", other: "{n} contactos tienen un valor" },
  },
  "fields.label": { en: "Name", fr: "Nom", pt: "Nome", es: "Nombre" },
  "fields.label.hint": {
    en: "As people read it, such as: Customer number",
    fr: "Tel qu’on le lit, par exemple : Numéro de client",
    pt: "Como as pessoas leem, por exemplo: Número de cliente",
    es: "Como se lee, por ejemplo: Número de cliente",
  },
  "fields.key": {
    en: "In the API: {key}",
    fr: "Dans l’API : {key}",
    pt: "Na API: {key}",
    es: "En la API: {key}",
  },
  "fields.type": { en: "Kind", fr: "Type", pt: "Tipo", es: "Tipo" },
  "fields.type.hint": {
    en: "Stays as it is once the field is made.",
    fr: "Ne change plus une fois le champ créé.",
    pt: "Não muda depois que o campo é criado.",
    es: "No cambia una vez creado el campo.",
  },
  "fields.type.text": { en: "Text", fr: "Texte", pt: "Texto", es: "Texto" },
  "fields.type.number": { en: "Number", fr: "Nombre", pt: "Número", es: "Número" },
  "fields.type.date": { en: "Day", fr: "Jour", pt: "Dia", es: "Día" },
  "fields.type.choice": { en: "Choice", fr: "Choix", pt: "Escolha", es: "Opción" },
  "fields.choices": {
    en: "What can be chosen",
    fr: "Les choix possibles",
    pt: "O que pode ser escolhido",
    es: "Lo que se puede elegir",
  },
  "fields.choices.hint": {
    en: "For the kind “Choice”, one on each line. What you take away stays with contacts that have it.",
    fr: "Pour le type « Choix », un par ligne. Ce que vous retirez reste chez les contacts qui l’ont.",
    pt: "Para o tipo “Escolha”, um por linha. O que você tirar fica nos contatos que já o têm.",
    es: "Para el tipo «Opción», uno por línea. Lo que quite queda en los contactos que lo tienen.",
  },
  "fields.saved": {
    en: "“{name}” is saved.",
    fr: "« {name} » est enregistré.",
    pt: "“{name}” foi salvo.",
    es: "«{name}» se guardó.",
  },
  "fields.deleted": {
    en: "The field is deleted.",
    fr: "Le champ est supprimé.",
    pt: "O campo foi excluído.",
    es: "El campo se eliminó.",
  },
  "fields.delete": {
    en: "Delete this field",
    fr: "Supprimer ce champ",
    pt: "Excluir este campo",
    es: "Eliminar este campo",
  },
  "fields.delete.unused": {
    en: "No contact has a value. Rules and segments that ask about it find it empty from then on.",
    fr: "Aucun contact n’a de valeur. Les règles et segments qui l’utilisent le trouveront vide.",
    pt: "Nenhum contato tem um valor. Regras e segmentos que o usam passam a encontrá-lo vazio.",
    es: "Ningún contacto tiene un valor. Las reglas y segmentos que lo usan lo encontrarán vacío.",
  },
  "fields.delete.used": {
    en: {
      one: "{n} contact has a value, which is deleted with it and can’t be brought back. Rules and segments that ask about it find it empty from then on.",
      other:
        "{n} contacts have a value, which is deleted with it and can’t be brought back. Rules and segments that ask about it find it empty from then on.",
    },
    fr: {
      one: "{n} contact a une valeur : elle sera supprimée, sans retour possible. Les règles et segments qui l’utilisent le trouveront vide.",
      other:
        "{n} contacts ont une valeur : elles seront supprimées, sans retour possible. Les règles et segments qui l’utilisent le trouveront vide.",
    },
    pt: {
      one: "{n} contato tem um valor, que é excluído junto e não volta. Regras e segmentos que o usam passam a encontrá-lo vazio.",
      other:
        "{n} contatos têm um valor, que é excluído junto e não volta. Regras e segmentos que o usam passam a encontrá-lo vazio.",
    },
    es: {
      one: "{n} contacto tiene un valor, que se elimina con él y no se recupera. Las reglas y segmentos que lo usan lo encontrarán vacío.",
      other:
        "{n} contactos tienen un valor, que se elimina con él y no se recupera. Las reglas y segmentos que lo usan lo encontrarán vacío.",
    },
  },
  "error.field-label": {
    en: "Give a name of at most 60 characters.",
    fr: "Indiquez un nom de 60 caractères au plus.",
    pt: "Informe um nome de até 60 caracteres.",
    es: "Indique un nombre de 60 caracteres como máximo.",
  },
  "error.field-choices": {
    en: "Give at least one choice, at most 100, each of at most 100 characters.",
    fr: "Indiquez de 1 à 100 choix de 100 caractères au plus.",
    pt: "Informe de 1 a 100 opções de até 100 caracteres.",
    es: "Indique de 1 a 100 opciones de hasta 100 caracteres.",
  },
  "error.field-most": {
    en: "There are at most {n} fields.",
    fr: "Il y a au plus {n} champs.",
    pt: "Há no máximo {n} campos.",
    es: "Hay como máximo {n} campos.",
  },
} as const;
