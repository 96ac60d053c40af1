/**
 * Frequent words, folded, that are one letter away from a word shops put in their rules and mean
 * something else: found by comparing such words with the 10,000 most frequent of each language. They
 * are never taken for a typo of a one-word phrase ("em preto" asks for black, not for the preço).
 * Words of one meaning across languages (precio, preço) are left out on purpose: those may match.
 */
export const knownWords: ReadonlySet<string> = new Set(
  `
  broke broker cancer care cart case cases cause caused cave chair chant char charm chart chat clash
  cloud clue contract costume cured custom costs even fiction form forum four from hell hosted
  house houses housed horse horses hotel hostel motel later launch laundry letter light logic lynch
  marking older paper pages park part party paste pause pages place plate player please pride prime
  prince print prize prizes quiet quite refuse regard reward score shape share shirt shock shopping
  shore sides sites sized spot stack stake star stark stars stat state states statue steal stick
  stone stored stories storm story stuck stuff tall tank tanks thinks thing things track trace
  trick truck there their these those three whole while white which wrote

  argent caisse carne carre cesse chasse classe comite comte couler courbe cours course court
  courte defis devise donner espaces femme ferme firme forme hors libre lire litre livre livret loin
  module parce prise prises prive prives prime primes posse poste porte recours regarde renard
  solides statue saut taire terre

  aborto ajuda aperto atras canta canto carta cartas cartaz cesta chave conto contado contrato corta
  corte costa culto curta curto devia doutor ficha flecha frente marca marcas movel parar pareco
  passar peco pegar pegos perco perdido perdidos podido praca praia prato prazer predio premio premios
  preso presos preto pretos preciso quadro quarta quarto quatro senta sente sonha susto toca tocar
  tropa troco vaga vapor valer

  calor canto carcel cercado cinta cintas clase clavo colar cuando cuarto cuenta cuento cuesta palos
  pasar pasos patos pavos perdon perdona personal pieza plaza plazo preciosa precioso
  previo tabla tarde tierra toalla
`
    .trim()
    .split(/\s+/),
);
