/** What people read when a file cannot be sent, or will not come. */
export const mediaStrings = {
  "error.file-type": {
    en: "WhatsApp does not take this kind of file. It takes JPEG and PNG pictures, MP4 videos, MP3, M4A, AAC, AMR and Ogg sound, PDF, Word, Excel and PowerPoint files, and plain text.",
    fr: "WhatsApp n'accepte pas ce type de fichier. Il accepte les images JPEG et PNG, les vidéos MP4, le son MP3, M4A, AAC, AMR et Ogg, les fichiers PDF, Word, Excel et PowerPoint, et le texte brut.",
    pt: "O WhatsApp não aceita este tipo de arquivo. Aceita imagens JPEG e PNG, vídeos MP4, áudio MP3, M4A, AAC, AMR e Ogg, arquivos PDF, Word, Excel e PowerPoint, e texto simples.",
    es: "WhatsApp no acepta este tipo de archivo. Acepta imágenes JPEG y PNG, vídeos MP4, audio MP3, M4A, AAC, AMR y Ogg, archivos PDF, Word, Excel y PowerPoint, y texto sin formato.",
  },
  "error.file-too-large": {
    en: "This file is too large: WhatsApp takes at most {most} MB of this kind. Send a smaller or shorter one.",
    fr: "Ce fichier est trop volumineux : WhatsApp accepte au plus {most} Mo pour ce type. Envoyez-en un plus petit ou plus court.",
    pt: "Este arquivo é grande demais: o WhatsApp aceita no máximo {most} MB deste tipo. Envie um menor ou mais curto.",
    es: "Este archivo es demasiado grande: WhatsApp acepta como máximo {most} MB de este tipo. Envíe uno más pequeño o más corto.",
  },
  "error.file-empty": {
    en: "This file is empty. Choose another one.",
    fr: "Ce fichier est vide. Choisissez-en un autre.",
    pt: "Este arquivo está vazio. Escolha outro.",
    es: "Este archivo está vacío. Elija otro.",
  },
  "error.voice-type": {
    en: "A voice note must be Ogg sound with Opus in one channel (mono). Send this file as ordinary sound, or record it again.",
    fr: "Un message vocal doit être un son Ogg avec Opus sur un seul canal (mono). Envoyez ce fichier comme un son ordinaire, ou enregistrez-le à nouveau.",
    pt: "Um áudio de voz precisa ser Ogg com Opus em um só canal (mono). Envie este arquivo como áudio comum ou grave de novo.",
    es: "Una nota de voz debe ser audio Ogg con Opus en un solo canal (mono). Envíe este archivo como audio normal o grábelo de nuevo.",
  },
  "error.caption-too-long": {
    en: "The text with a file has at most {most} characters; this one has {is}. Send the rest as a message of its own.",
    fr: "Le texte joint à un fichier compte au plus {most} caractères ; celui-ci en a {is}. Envoyez le reste dans un message à part.",
    pt: "O texto que acompanha um arquivo tem no máximo {most} caracteres; este tem {is}. Envie o resto em outra mensagem.",
    es: "El texto que acompaña a un archivo tiene como máximo {most} caracteres; este tiene {is}. Envíe el resto en otro mensaje.",
  },
  "error.no-caption": {
    en: "WhatsApp shows no text with sound and stickers. Send the text as a message of its own.",
    fr: "WhatsApp n'affiche pas de texte avec le son et les autocollants. Envoyez le texte dans un message à part.",
    pt: "O WhatsApp não mostra texto com áudio e figurinhas. Envie o texto em outra mensagem.",
    es: "WhatsApp no muestra texto con el audio ni con los stickers. Envíe el texto en otro mensaje.",
  },
  "media.damaged": {
    en: "It arrived damaged several times. Ask the customer to send it again.",
    fr: "Il est arrivé endommagé plusieurs fois. Demandez au client de le renvoyer.",
    pt: "Chegou danificado várias vezes. Peça ao cliente que envie de novo.",
    es: "Llegó dañado varias veces. Pida al cliente que lo envíe de nuevo.",
  },
  "media.too-large": {
    en: "It is larger than 100 MB. Ask the customer for a smaller file or a link.",
    fr: "Il dépasse 100 Mo. Demandez au client un fichier plus petit ou un lien.",
    pt: "Tem mais de 100 MB. Peça ao cliente um arquivo menor ou um link.",
    es: "Supera los 100 MB. Pida al cliente un archivo más pequeño o un enlace.",
  },
  "media.gone": {
    en: "Ask the customer to send it again.",
    fr: "Demandez au client de le renvoyer.",
    pt: "Peça ao cliente que envie de novo.",
    es: "Pida al cliente que lo envíe de nuevo.",
  },
  "media.over": {
    en: "WhatsApp keeps files for 7 days. Ask the customer to send it again.",
    fr: "WhatsApp garde les fichiers 7 jours. Demandez au client de le renvoyer.",
    pt: "O WhatsApp guarda os arquivos por 7 dias. Peça ao cliente que envie de novo.",
    es: "WhatsApp guarda los archivos 7 días. Pida al cliente que lo envíe de nuevo.",
  },
} as const;
