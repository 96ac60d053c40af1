import type { Language } from "../db/schema.ts";

interface HowTo {
  title: string;
  files: string;
  unpack: string;
  sums: string;
  key: string;
  signature: string;
  checkpoint: string;
  last: string;
  chain: string;
  tree: string;
  opening: string;
  all: string;
  limits: string;
  filtered: string;
}

/** HOW-TO-VERIFY.txt: the commands are the same in each language. */
export const howToTexts: Record<Language, HowTo> = {
  en: {
    title: "HOW TO VERIFY THIS EXPORT, OFFLINE",
    files:
      "log.jsonl is the proof: one line for each record, the very bytes that were hashed. private.jsonl tells what the hidden values of each line are, unless the person was erased. records.csv and records.html say the same for people.",
    unpack: "1. Unpack it:",
    sums: "2. Nothing was changed: each file fits SHA256SUMS.",
    key: "3. The key is the desk's: compare this number with the one that you got by another way.",
    signature: '4. SHA256SUMS was signed by that key ("Signature Verified Successfully").',
    checkpoint:
      "5. So was the checkpoint: how many records the log has, their Merkle root, and the SHA-256 of the last line.",
    last: "6. The last line is the one that the checkpoint names (not for an export of a part):",
    chain:
      '7. Each line names the SHA-256 of the line before it in "prev". For line 2, for instance:',
    tree: "8. All lines and their Merkle tree (RFC 6962) add up to the checkpoint: ten lines of Python that one can read (not for an export of a part):",
    opening:
      '9. Each line in private.jsonl opens a line of the log: SHA-256 of salt and value, one after the other, is the "subject_commitment" or "evidence_commitment" of the line with that "seq".',
    all: "All of it at once, with the Merkle tree (RFC 6962) and every earlier checkpoint (plain Python 3; read the script first, or take it from the project):",
    limits:
      "What this cannot show: who holds both the data file and the key can write another log. A checkpoint that was sent to you before closes that: give it with --checkpoint FILE.",
    filtered:
      "An export of a part proves with proofs.jsonl that each of its records is in the log, not that no other one was left out.",
  },
  fr: {
    title: "COMMENT VÉRIFIER CET EXPORT, HORS LIGNE",
    files:
      "log.jsonl est la preuve\u00a0: une ligne par enregistrement, les octets mêmes qui ont été hachés. private.jsonl donne les valeurs cachées de chaque ligne, sauf si la personne a été effacée. records.csv et records.html disent la même chose pour la lecture.",
    unpack: "1. Décompressez-le\u00a0:",
    sums: "2. Rien n’a été modifié\u00a0: chaque fichier correspond à SHA256SUMS.",
    key: "3. La clé est bien celle du service\u00a0: comparez ce nombre avec celui que vous avez reçu par une autre voie.",
    signature:
      "4. SHA256SUMS a été signé par cette clé («\u00a0Signature Verified Successfully\u00a0»).",
    checkpoint:
      "5. Le point de contrôle aussi\u00a0: nombre d’enregistrements, racine de Merkle et SHA-256 de la dernière ligne.",
    last: "6. La dernière ligne est celle que nomme le point de contrôle (sauf pour un export partiel)\u00a0:",
    chain:
      "7. Chaque ligne nomme dans «\u00a0prev\u00a0» le SHA-256 de la ligne précédente. Pour la ligne 2, par exemple\u00a0:",
    tree: "8. Toutes les lignes et leur arbre de Merkle (RFC 6962) donnent bien le point de contrôle : dix lignes de Python qui se lisent (sauf pour un export partiel) :",
    opening:
      "9. Chaque ligne de private.jsonl ouvre une ligne du registre\u00a0: le SHA-256 de «\u00a0salt\u00a0» suivi de «\u00a0value\u00a0» est le «\u00a0subject_commitment\u00a0» ou l’«\u00a0evidence_commitment\u00a0» de la ligne ayant ce «\u00a0seq\u00a0».",
    all: "Tout à la fois, avec l’arbre de Merkle (RFC 6962) et chaque point de contrôle antérieur (Python 3 seul\u00a0; lisez d’abord le script, ou prenez celui du projet)\u00a0:",
    limits:
      "Ce que cela ne montre pas\u00a0: qui détient à la fois le fichier de données et la clé peut écrire un autre registre. Un point de contrôle reçu auparavant l’exclut\u00a0: indiquez-le avec --checkpoint FICHIER.",
    filtered:
      "Un export partiel prouve avec proofs.jsonl que chacun de ses enregistrements est dans le registre, non qu’aucun autre n’a été omis.",
  },
  pt: {
    title: "COMO VERIFICAR ESTA EXPORTAÇÃO, SEM INTERNET",
    files:
      "log.jsonl é a prova: uma linha por registro, os próprios bytes que passaram pelo hash. private.jsonl diz quais são os valores ocultos de cada linha, salvo se a pessoa foi apagada. records.csv e records.html dizem o mesmo para leitura.",
    unpack: "1. Descompacte:",
    sums: "2. Nada foi alterado: cada arquivo confere com SHA256SUMS.",
    key: "3. A chave é a do serviço: compare este número com o que você recebeu por outro caminho.",
    signature: '4. SHA256SUMS foi assinado por essa chave ("Signature Verified Successfully").',
    checkpoint:
      "5. O ponto de verificação também: quantos registros há, a raiz de Merkle e o SHA-256 da última linha.",
    last: "6. A última linha é a que o ponto de verificação diz (não vale para exportação parcial):",
    chain: '7. Cada linha traz em "prev" o SHA-256 da linha anterior. Para a linha 2, por exemplo:',
    tree: "8. Todas as linhas e sua árvore de Merkle (RFC 6962) dão o ponto de verificação: dez linhas de Python que se leem (não vale para exportação parcial):",
    opening:
      '9. Cada linha de private.jsonl abre uma linha do registro: o SHA-256 de "salt" seguido de "value" é o "subject_commitment" ou o "evidence_commitment" da linha com esse "seq".',
    all: "Tudo de uma vez, com a árvore de Merkle (RFC 6962) e cada ponto de verificação anterior (Python 3 puro; leia antes o script, ou use o do projeto):",
    limits:
      "O que isto não mostra: quem tem o arquivo de dados e também a chave pode escrever outro registro. Um ponto de verificação recebido antes impede isso: informe-o com --checkpoint ARQUIVO.",
    filtered:
      "Uma exportação parcial prova com proofs.jsonl que cada registro dela está no registro geral, não que nenhum outro ficou de fora.",
  },
  es: {
    title: "CÓMO VERIFICAR ESTA EXPORTACIÓN, SIN CONEXIÓN",
    files:
      "log.jsonl es la prueba: una línea por registro, los mismos bytes que pasaron por el hash. private.jsonl dice cuáles son los valores ocultos de cada línea, salvo si la persona fue borrada. records.csv y records.html dicen lo mismo para leer.",
    unpack: "1. Descomprímala:",
    sums: "2. Nada cambió: cada archivo coincide con SHA256SUMS.",
    key: "3. La clave es la del servicio: compare este número con el que recibió por otra vía.",
    signature: '4. SHA256SUMS fue firmado con esa clave ("Signature Verified Successfully").',
    checkpoint:
      "5. También el punto de control: cuántos registros hay, la raíz de Merkle y el SHA-256 de la última línea.",
    last: "6. La última línea es la que nombra el punto de control (no vale para una exportación parcial):",
    chain:
      '7. Cada línea lleva en "prev" el SHA-256 de la línea anterior. Para la línea 2, por ejemplo:',
    tree: "8. Todas las líneas y su árbol de Merkle (RFC 6962) dan el punto de control: diez líneas de Python que se pueden leer (no vale para una exportación parcial):",
    opening:
      '9. Cada línea de private.jsonl abre una línea del registro: el SHA-256 de "salt" seguido de "value" es el "subject_commitment" o el "evidence_commitment" de la línea con ese "seq".',
    all: "Todo a la vez, con el árbol de Merkle (RFC 6962) y cada punto de control anterior (solo Python 3; lea antes el script, o tome el del proyecto):",
    limits:
      "Lo que esto no muestra: quien tiene a la vez el archivo de datos y la clave puede escribir otro registro. Un punto de control recibido antes lo impide: indíquelo con --checkpoint ARCHIVO.",
    filtered:
      "Una exportación parcial prueba con proofs.jsonl que cada uno de sus registros está en el registro general, no que no se omitió ninguno.",
  },
};
