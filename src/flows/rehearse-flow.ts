import type { RehearsedTurn } from "../rehearsals/rehearse-conversation.ts";
import { rehearseConversation } from "../rehearsals/rehearse-conversation.ts";
import { rehearseDraft } from "../rehearsals/rehearse-draft.ts";
import { getFlow } from "./flows.ts";
import type { Language } from "../db/schema.ts";
import { noTerms } from "../incidents/incident.ts";
import { insertIncident } from "../incidents/incidents.ts";
import type { Recado } from "../recado.ts";
import { languages } from "../../views/i18n.ts";

/** Words that nobody writes: they start the dialogue in a rehearsal, and only there. */
const START = "zxqv kjwx";
const START_WORDS = Object.fromEntries(languages.map((language) => [language, [START]]));

/** After one message. */
const MOST_LOOK_UPS = 20;

/**
 * Plays the draft of a flow from its first step; `said` is what the customer answers. The first
 * turn is what the flow says by itself; `answer` is what other systems say, null: they don't answer.
 * Nothing is kept or sent.
 */
export async function rehearseFlow(
  recado: Recado,
  flowId: number,
  said: readonly string[],
  { language, answer }: { language: Language; answer: Record<string, unknown> | null },
): Promise<RehearsedTurn[]> {
  const lookUps = answer ? Array.from({ length: MOST_LOOK_UPS }, () => answer) : [];
  const turns = [START, ...said].map((say) => ({ say, expect: {}, lookUps }));
  const draft = rehearseDraft(flowId);
  return rehearseConversation(recado, turns, {
    language,
    isKnown: true,
    prepare: async (tx, now) => {
      await draft(tx, now);
      const { name } = await getFlow(tx, flowId);
      const incident = {
        name,
        category: "",
        phrasings: START_WORDS,
        terms: { ...noTerms, flowId },
        enabled: true,
      };
      await insertIncident(tx, incident, null, now);
    },
  });
}
