/**
 * Frequent words, folded, that are one letter away from a word shops put in their rules and mean
 * something else: found by comparing such words with the 10,000 most frequent of each language. They
 * are never taken for a typo of a one-word phrase ("em preto" asks for black, not for the preço).
 * Words of one meaning across languages (precio, preço) are left out on purpose: those may match.
 */
export const knownWords: ReadonlySet<string> = new Set(
  `
  broke broker cancer care cart case cases cause caused cave chair chant char charm chart chat
  clash cloud clue contract costs costume cured custom even fiction form forum four from hell
  free here horse horses hosted hostel hotel house housed houses later launch laundry letter light
  live logic lynch marking mode modem motel older pages paper park part party paste pause place
  plate player please pride prime prince print prize prizes quiet quite refuse regard reward
  score shape share shirt shock shopping shore sides sites sized smart spot stack stake star
  stark stars stat state states statue steal stick stone stored stories storm story stuck stuff
  tall tank tanks than think vegas their there these thing things thinks those three trace track trick truck
  which while white whole wrote

  garder argent caisse carne carre cesse chasse classe comite comte couler courbe cours course court
  courte defis devise donner espaces femme ferme firme forme hors libre lire litre livre livret
  loin module parce porte posse poste presence primes prise prises prive prives propos quart
  recours regarde renard saut solide solides taire terre

  aborto ajuda aperto atras canta canto carta cartas cartaz cesta chave compre contado contar
  conte conto contra contrato corta corte costa costas culto curta curto dela delas devia doutor
  espere fase ficha flecha frente livrar livro marca marcas movel parar pareco passar peco pegar
  pegos perco perdido perdidos podido praca praia prato prazer preciso predio premio premios
  preso presos preto pretos primo quadro quanto quarta quarto quatro senta sente solte sonha susto toca
  tocar troco tropa vaga valer vapor

  gano gastos calor carcel cercado cinta cintas clase clavo colar cuando cuarto cuenta cuento cuesta palos
  pasar pasos patos pavos perdon perdona personal pieza plaza plazo pone preciosa precioso
  previo salud tabla tarde tierra toalla troya vean vengan veran
`
    .trim()
    .split(/\s+/),
);
