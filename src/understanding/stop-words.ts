import type { Language } from "../db/schema.ts";

// Folded. Words that carry a sentence rather than its subject: they count little, not nothing,
// since "when" and "where" tell two questions apart.
const byLanguage: Record<Language, string> = {
  en: `a an the this that these those it its i im ive id ill me my mine we our us you your yours u ur he she
    they them their his her who is are am was were be been being do does did done have has had having
    will would can could shall should may might must to of in on at by for from with about into over
    and or but if so than then as up out just also too very really still already yet any some all
    there here what whats which how when where why hi want wanna wanted like need needed please get
    got know tell say let lets make go going way possible able one ones thing things something
    anything guys sir madam help hows wheres whens theres thats dear team question ask asking more
    much many now again only because since after before while even lot bit kindly wondering wonder
    trying try regarding concerning could`,
  fr: `le la les l un une des du de d au aux a et ou mais donc or ni car que qu qui quoi dont ce c cet
    cette ces ca cela ceci je j me m moi mon ma mes tu t te toi ton ta tes il elle on ils elles se s
    son sa ses leur leurs nous notre nos vous votre vos y en dans sur sous par pour avec chez vers
    est es suis sont sommes etes etait etre ete ai as avons avez ont avait avoir fait faire faites
    fais va vais allez aller peux peut pouvez pouvoir puis pourrais pourriez dois doit faut voudrais
    voulais veux voulez vouloir aimerais aimerait souhaite souhaiterais souhaitais quel quelle quels
    quelles comment quand pourquoi est-ce si plus tres bien aussi encore deja toujours tout
    toute tous toutes meme juste alors la-bas ici bonjour svp stp merci possible savoir dire dites
    besoin question chose quelque votre madame monsieur mr mme ya etait serait sera sont quelqu
    depuis apres avant maintenant aide aider`,
  pt: `o a os as um uma uns umas de do da dos das d em no na nos nas ao aos à pelo pela por pra pro para
    com sem e ou mas que q se eu me mim meu minha meus minhas voce voces vc vcs teu tua seu sua seus
    suas ele ela eles elas nos nosso nossa isso isto aquilo esse essa este esta esses essas estes
    estas aquele aquela eh é sao sou era foi ser sendo estou esta estao estar estava to ta tem tenho
    temos ter tinha teve ha fazer faz faco fiz feito vai vou vamos ir pode posso podem poder poderia
    podia quero queria querer gostaria gostava preciso precisava precisar qual quais quem quando como
    onde quanto quanta quantos porque pq ja ainda tambem tb muito muita mais so la aqui ai entao bem
    favor oi ola saber dizer diga algum alguma coisa todo toda tudo mesmo gente moco moca senhor
    senhora agora depois antes ate sobre duvida pergunta ajuda ajudar consigo consegue conseguem
    podes fica ficou`,
  es: `el la los las un una unos unas lo al del de en a y o u pero que q se yo me mi mis mio tu tus te
    usted ustedes ud uds su sus el ella ellos ellas nos nosotros nuestro nuestra esto eso este esta
    ese esa estos estas esos esas aquel es son soy era fue ser siendo estoy esta estan estar estaba
    hay he ha han haber habia tiene tienen tengo tenemos tener hacer hace hago hice hecho hacen va
    voy vamos ir puede pueden puedo podemos poder podria podrian podrias quiero queria quisiera
    querer gustaria necesito necesitaba necesitar cual cuales quien cuando como donde cuanto cuanta
    cuantos porque ya todavia aun tambien muy mas solo alla aqui ahi entonces bien favor hola saber
    decir diga algun alguna cosa todo toda todos con por para sin sobre ahora despues antes hasta
    si duda pregunta consulta ayuda ayudar senor senora amigo disculpe disculpa porfa`,
};

const stopWords: Record<Language, ReadonlySet<string>> = {
  en: new Set(byLanguage.en.split(/\s+/)),
  fr: new Set(byLanguage.fr.split(/\s+/)),
  pt: new Set(byLanguage.pt.split(/\s+/)),
  es: new Set(byLanguage.es.split(/\s+/)),
};

/** Whether a folded word says little about what a sentence of that language is about. */
export function isStopWord(word: string, language: Language): boolean {
  return stopWords[language].has(word);
}
