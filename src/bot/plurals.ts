/** Plural endings of en, fr, pt and es, without accents: [ending, ending of the singular]. */
const endings: readonly (readonly [string, string])[] = [
  ["s", ""], // hours, tailles, lojas, tiendas
  ["es", ""], // boxes, valores, colores
  ["ies", "y"], // deliveries
  ["aux", "al"], // journaux
  ["eaux", "eau"], // cadeaux
  ["eux", "eu"], // jeux; a bare -x would make "prix" the plural of "pri"
  ["oux", "ou"], // bijoux
  ["oes", "ao"], // promoções
  ["aes", "ao"], // pães
  ["ais", "al"], // postais
  ["eis", "el"], // papéis
  ["ois", "ol"], // lençóis
  ["ns", "m"], // cupons
  ["ces", "z"], // veces
];

// Among the most frequent words of their language, and no plurals of what they look like:
// "mais" is not several "mai" (May), "vocês" not several "voz".
const invariable = new Set(
  `this does goes news unless always perhaps
  mais jamais plus vous nous dans sous tres pres apres pais temps corps bras fois mois alors toujours
  voces depois antes pois dois seis demais apenas menos
  entonces despues pues lunes martes jueves viernes gracias`.split(/\s+/),
);

const shortestSingular = 3;

/**
 * The folded word itself and every singular that it may be the plural of. Two words are one but
 * for their number when these overlap.
 *
 * @example singulars("deliveries") // ["deliveries", "deliverie", "deliveri", "delivery"]
 */
export function singulars(word: string): string[] {
  const last = word.at(-1);
  if (word.length <= shortestSingular || (last !== "s" && last !== "x")) return [word];
  if (word.endsWith("ss") || invariable.has(word)) return [word];
  const found = [word];
  for (const [plural, singular] of endings) {
    if (!word.endsWith(plural)) continue;
    const stem = word.slice(0, word.length - plural.length) + singular;
    if (stem.length >= shortestSingular) found.push(stem);
  }
  return found;
}
