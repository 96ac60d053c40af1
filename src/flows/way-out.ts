import { fold } from "../bot/fold.ts";

/** What gets out of any question; words for a person are read before (bot/hand-over.ts). */
export type WayOut = "menu" | "restart" | "back" | "leave" | "skip";

const words: Record<WayOut, readonly string[]> = {
  menu: ["menu", "main menu", "menu principal", "le menu", "el menu", "o menu"],
  restart: [
    ...["start again", "start over", "restart", "from the start"],
    ...["recommencer", "depuis le debut", "reprendre au debut"],
    ...["recomecar", "comecar de novo", "do inicio"],
    ...["empezar de nuevo", "volver a empezar", "desde el principio"],
  ],
  back: [
    ...["back", "go back", "previous"],
    ...["retour", "revenir", "precedent", "en arriere"],
    ...["voltar", "anterior", "volta"],
    ...["volver", "atras", "regresar"],
  ],
  leave: [
    ...["leave it", "forget it", "never mind", "nevermind", "exit", "cancel", "cancel this"],
    ...["laisser", "laisser tomber", "laisse tomber", "laissez tomber", "annuler", "abandonner"],
    ...["deixa", "deixa para la", "deixa pra la", "esquece", "cancelar", "desistir"],
    ...["dejalo", "dejarlo", "olvidalo", "salir", "anular"],
  ],
  skip: [
    ...["skip", "skip it", "pass", "next"],
    ...["passer", "sauter", "suivant"],
    ...["pular", "proximo", "seguinte"],
    ...["saltar", "omitir", "siguiente"],
  ],
};
const wayOf = new Map(
  Object.entries(words).flatMap(([way, list]) => list.map((word) => [word, way as WayOut])),
);

/** As a whole message, in any of the four languages. */
export function readWayOut(text: string): WayOut | undefined {
  return wayOf.get(fold(text));
}
