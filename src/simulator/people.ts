import type { Db } from "../db/open.ts";
import type { EnvelopePerson } from "./envelope.ts";

/** A customer of the simulator. */
export interface SimulatedPerson extends EnvelopePerson {
  /** What addresses call them: the number, else the BSUID. */
  key: string;
}

/** Bruno's and the new people's numbers are kept free for fiction by their countries. */
const ana = person("Ana Souza", "5511955550101");
const bruno = person("Bruno Lefèvre", "33639980012");
/** Took a username, so that Meta names no number any more (API.md §2, Identity). */
const lucia: SimulatedPerson = {
  key: "ES.13491208655302741918",
  name: "Lucía Romero",
  waId: null,
  userId: "ES.13491208655302741918",
  username: "lucia.romero",
};
export const cast: readonly SimulatedPerson[] = [ana, bruno, lucia];

const strangers = [
  "Emma Clarke",
  "Tom Baker",
  "Priya Patel",
  "Grace Evans",
  "Oliver Jones",
  "Zoe Walker",
];
/** The people of `recado simulate`: too many to choose among. */
export const floodNumbers = "1202555";
/** 07700 900000 to 900999: numbers for drama in the United Kingdom. */
const strangerNumber = /^447700900(\d{3})$/;

/** Everybody else who has written; newest first. */
export async function listPeople(db: Db): Promise<SimulatedPerson[]> {
  const rows = await db
    .selectFrom("contacts")
    .select(["name", "wa_id", "user_id", "username"])
    .where("is_simulated", "=", 1)
    .where((where) =>
      where.or([where("wa_id", "is", null), where("wa_id", "not like", `${floodNumbers}%`)]),
    )
    .orderBy("id", "desc")
    .limit(40)
    .execute();
  return rows.map(personOf).filter(({ key }) => key !== "");
}

/** Whom `key` means: one of the cast, a contact, or a new person with a number for fiction. */
export async function findPerson(db: Db, key: string): Promise<SimulatedPerson | undefined> {
  const known = cast.find((one) => one.key === key);
  if (known || !key) return known;
  const contact = await db
    .selectFrom("contacts")
    .select(["name", "wa_id", "user_id", "username"])
    .where("is_simulated", "=", 1)
    .where((where) => where.or([where("wa_id", "=", key), where("user_id", "=", key)]))
    .executeTakeFirst();
  if (contact) return { ...personOf(contact), key };
  const digits = strangerNumber.exec(key)?.[1];
  return digits ? stranger(Number(digits)) : undefined;
}

/** Somebody who has never written. */
export async function newPerson(db: Db): Promise<SimulatedPerson> {
  const taken = await db
    .selectFrom("contacts")
    .select("wa_id")
    .where("is_simulated", "=", 1)
    .where("wa_id", "like", "447700900%")
    .execute();
  const numbers = new Set(taken.map(({ wa_id }) => wa_id));
  const free = Array.from({ length: 1000 }, (_, number) => stranger(number)).filter(
    ({ key }) => !numbers.has(key),
  );
  return free[0] ?? stranger(0);
}

function stranger(number: number): SimulatedPerson {
  return person(
    strangers[number % strangers.length] as string,
    `447700900${String(number).padStart(3, "0")}`,
  );
}

function person(name: string, waId: string): SimulatedPerson {
  return { key: waId, name, waId, userId: null, username: null };
}

function personOf(row: {
  name: string;
  wa_id: string | null;
  user_id: string | null;
  username: string | null;
}): SimulatedPerson {
  return {
    key: row.wa_id ?? row.user_id ?? "",
    name: row.name,
    waId: row.wa_id,
    userId: row.user_id,
    username: row.username,
  };
}
