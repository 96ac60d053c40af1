import type { Language } from "../db/schema.ts";

// Folded, as people type on a phone: "short=long".
const byLanguage: Record<Language, string> = {
  en: `u=you ur=your r=are plz=please pls=please thx=thanks thks=thanks tmrw=tomorrow tmr=tomorrow
    tomo=tomorrow hrs=hours hr=hour mins=minutes qty=quantity pkg=package pwd=password pw=password
    pass=password msg=message info=information addy=address appt=appointment cuz=because bc=because
    abt=about wen=when wat=what wht=what hw=how gonna=going recieve=receive recieved=received`,
  fr: `cmd=commande cde=commande bcp=beaucoup qd=quand pk=pourquoi pq=pourquoi pr=pour ds=dans
    ki=qui kel=quel ke=que koi=quoi g=j jai=ai cest=est tt=tout tjs=toujours tjrs=toujours mdp=mdp
    svp=svp dispo=disponible info=information infos=information resa=reservation vs=vous ns=nous
    tel=telephone adr=adresse ajd=aujourd auj=aujourd rdv=rdv`,
  pt: `vc=voce vcs=voces q=que pq=porque tb=tambem tbm=tambem hj=hoje amanha=amanha qto=quanto
    qnt=quanto qnto=quanto qdo=quando qd=quando kd=cade cad=cade dps=depois msg=mensagem blz=beleza
    pfv=favor pf=favor n=nao ñ=nao nn=nao eh=e td=tudo mto=muito mt=muito end=endereco info=informacao
    infos=informacao add=adicionar cel=celular tel=telefone prod=produto fds=fim tava=estava ta=esta
    to=estou tô=estou aki=aqui`,
  es: `q=que k=que xq=porque pq=porque tb=tambem tmb=tambem dnd=donde dd=donde d=de x=por xa=para
    pa=para cdo=cuando cto=cuanto msj=mensaje info=informacion tel=telefono cel=celular dir=direccion
    porfa=favor xfa=favor toy=estoy bn=bien`,
};

const spellings: Record<Language, ReadonlyMap<string, string>> = {
  en: tableOf("en"),
  fr: tableOf("fr"),
  pt: tableOf("pt"),
  es: tableOf("es"),
};

/** A folded word written out: "vcs" is "voces". */
export function spellOut(word: string, language: Language): string {
  return spellings[language].get(word) ?? word;
}

function tableOf(language: Language): ReadonlyMap<string, string> {
  return new Map(
    byLanguage[language].split(/\s+/).map((entry) => entry.split("=") as [string, string]),
  );
}
