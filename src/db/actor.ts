import { AsyncLocalStorage } from "node:async_hooks";

/** Who lets the program write: what the audit log names. */
export interface Actor {
  /** `visitor`: nobody signed in, such as who takes up an invitation. */
  type: "person" | "token" | "visitor" | "command-line" | "system";
  /** Of users or api_tokens. */
  id: number | null;
  address: string | null;
}

/** Over once its work is: what goes on by itself after an answer is not that person's doing. */
interface Turn {
  actor: Actor;
  isOver: boolean;
}

const turns = new AsyncLocalStorage<Turn | undefined>();

/** Runs `work` in the name of `actor`: what it writes until it settles is audited as theirs. */
export async function runAs<T>(actor: Actor, work: () => T | Promise<T>): Promise<T> {
  const turn = { actor, isOver: false };
  try {
    return await turns.run(turn, work);
  } finally {
    turn.isOver = true;
  }
}

/** For what serves everybody, whoever set it off. */
export function runAsNobody<T>(work: () => T): T {
  return turns.run(undefined, work);
}

/** In whose name what runs now runs; undefined for the program's own work. */
export function currentActor(): Actor | undefined {
  const turn = turns.getStore();
  return turn?.isOver ? undefined : turn?.actor;
}

const actors = new WeakMap<object, Actor>();

/** Whose the job of `tx` is. */
export function actorOf(tx: object): Actor | undefined {
  return actors.get(tx);
}

/** By the write queue alone, at the beginning of each job. */
export function setActorOf(tx: object, actor: Actor | undefined): void {
  if (actor) actors.set(tx, actor);
  else actors.delete(tx);
}
