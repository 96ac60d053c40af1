import { mkdirSync } from "node:fs";
import type { Role } from "../../src/db/schema.ts";
import { insertRole } from "../../src/users/roles.ts";
import type { Permission } from "../../src/users/permissions.ts";
import { insertUser } from "../../src/users/users.ts";
import { mediaPath } from "../../src/whatsapp/media-files.ts";
import type { Desk } from "../support/desk.ts";
import { oggOpus } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";
import { persons, type Piece, pieces } from "./role-persons.ts";

/** A ticket with a message, a file, a contact, a note and an answer that failed; ids of all. */
export interface Placed extends Piece {
  ticket: number;
  thread: number;
  contact: number;
  message: number;
  media: number;
  outbox: number;
  note: number;
  /** The photo of a signed consent. */
  paper: number;
  /** Digits, as Meta names the number. */
  phone: string;
}

export interface Stage {
  userIds: Map<string, number>;
  placed: Placed[];
}

/** Everybody, both teams, and every piece with all that hangs on it. */
export async function setStage(desk: Desk): Promise<Stage> {
  const userIds = await addPersons(desk);
  const teams = await addTeams(desk, userIds);
  mkdirSync(desk.config.mediaFolder, { recursive: true });
  const placed: Placed[] = [];
  for (const [index, piece] of pieces.entries()) {
    const phone = `55119876${String(50_001 + index)}`;
    await desk.deliver(
      textWebhook(`msg${piece.word} oi`, { from: phone, name: nameOf(piece, phone) }),
    );
    placed.push(await placeOne(desk, piece, phone, userIds, teams));
  }
  await tellAll(desk, userIds, placed);
  return { userIds, placed };
}

/** Everybody once heard of everything: what is out of their scope by now has to be gone. */
async function tellAll(desk: Desk, userIds: Map<string, number>, placed: Placed[]): Promise<void> {
  const now = desk.clock.now();
  const notices = [...userIds.values()].flatMap((id) =>
    placed.map(({ ticket, word }) => ({
      user_id: id,
      kind: "mention",
      ticket_id: ticket,
      detail: JSON.stringify({ name: "Olga", text: `mention${word}` }),
      created_at: now,
      seen_at: null,
    })),
  );
  await desk.recado.write((tx) => tx.insertInto("notifications").values(notices).execute());
}

/** One contact has no name: the number stands in for it. */
function nameOf(piece: Piece, phone: string): string {
  return piece.word === "nobodysticket" ? `+${phone}` : `Cliente ${piece.word}`;
}

async function addPersons(desk: Desk): Promise<Map<string, number>> {
  const now = desk.clock.now();
  const passwordHash = "$argon2id$none";
  const ids = new Map<string, number>();
  for (const { name, role, sees, may } of persons) {
    const id = await desk.recado.write(async (tx) => {
      const rights = { scope: sees, may: may as Permission[] };
      const customRoleId =
        role === "custom" ? await insertRole(tx, { name: "Reader", rights }, now) : null;
      const person = { name, email: `${name}@loja-azul.example`, passwordHash, customRoleId };
      return insertUser(tx, { ...person, role: role as Role, language: "en" }, now);
    });
    ids.set(name, id);
  }
  return ids;
}

async function addTeams(desk: Desk, userIds: Map<string, number>) {
  const now = desk.clock.now();
  return desk.recado.write(async (tx) => {
    const add = async (name: string) => {
      const { id } = await tx
        .insertInto("teams")
        .values({
          name,
          calendar: null,
          last_assigned_id: null,
          created_at: now,
          updated_at: now,
          archived_at: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    };
    const teams = { ours: await add("Sales"), theirs: await add("Support") };
    const members = [...userIds.values()].map((id) => ({ team_id: teams.ours, user_id: id }));
    await tx.insertInto("team_members").values(members).execute();
    return teams;
  });
}

async function placeOne(
  desk: Desk,
  piece: Piece,
  phone: string,
  userIds: Map<string, number>,
  teams: Record<"ours" | "theirs", number>,
): Promise<Placed> {
  const { db } = desk.recado;
  const ticket = await db
    .selectFrom("tickets")
    .selectAll()
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const message = ticket.last_message_id ?? 0;
  const hung = await hangOn(desk, piece, ticket, message);
  await desk.recado.write(async (tx) => {
    await tx
      .updateTable("tickets")
      .set({
        assignee_id: userIds.get(piece.assignee ?? "") ?? null,
        team_id: piece.team && teams[piece.team],
        status: "open",
        // Or reading it would change it.
        unread_count: 0,
      })
      .where("id", "=", ticket.id)
      .execute();
    await tx
      .updateTable("contacts")
      .set({ manager_id: userIds.get(piece.manager ?? "") ?? null })
      .where("id", "=", ticket.contact_id)
      .execute();
  });
  const { id, thread_id, contact_id } = ticket;
  return { ...piece, ticket: id, thread: thread_id, contact: contact_id, message, phone, ...hung };
}

/** A voice note with a thumbnail of text, a note with an item, and an answer that failed. */
async function hangOn(
  desk: Desk,
  { word }: Piece,
  ticket: { id: number; thread_id: number; contact_id: number; channel_id: number },
  message: number,
): Promise<Pick<Placed, "media" | "outbox" | "note" | "paper">> {
  const now = desk.clock.now();
  const [file, thumbnail] = [0, 1].map(() => crypto.randomUUID().replaceAll("-", "")) as [
    string,
    string,
  ];
  const voice = oggOpus();
  await Bun.write(mediaPath(desk.recado, file), voice);
  await Bun.write(mediaPath(desk.recado, thumbnail), `file${word}`);
  return desk.recado.write(async (tx) => {
    const media = await tx
      .insertInto("media")
      .values({
        message_id: message,
        mime_type: "audio/ogg; codecs=opus",
        filename: `file${word}.ogg`,
        file,
        thumbnail,
        byte_size: voice.byteLength,
        is_voice: 1,
        state: "ready",
        created_at: now,
      } as never)
      .returning("id")
      .executeTakeFirstOrThrow();
    const paper = await tx
      .insertInto("consent_papers")
      .values({
        contact_id: ticket.contact_id,
        file: thumbnail,
        sha256: "",
        mime_type: "image/jpeg",
        byte_size: 0,
        created_at: now,
      } as never)
      .returning("id")
      .executeTakeFirstOrThrow();
    const note = await tx
      .insertInto("notes")
      .values({
        thread_id: ticket.thread_id,
        ticket_id: ticket.id,
        author_id: desk.people.ana,
        text: `- [ ] note${word}`,
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { id } = await tx
      .insertInto("messages")
      .values({
        thread_id: ticket.thread_id,
        ticket_id: ticket.id,
        direction: "out",
        author_type: "agent",
        author_id: desk.people.ana,
        type: "text",
        text: `answer${word}`,
        content: "{}",
        status: "failed",
        sent_at: now,
        created_at: now,
      } as never)
      .returning("id")
      .executeTakeFirstOrThrow();
    const outbox = await tx
      .insertInto("outbox")
      .values({
        message_id: id,
        thread_id: ticket.thread_id,
        channel_id: ticket.channel_id,
        purpose: "service",
        payload: JSON.stringify({ type: "text", text: { body: `answer${word}` } }),
        state: "failed",
        created_at: now,
        updated_at: now,
      } as never)
      .returning("id")
      .executeTakeFirstOrThrow();
    return { media: media.id, note: note.id, outbox: outbox.id, paper: paper.id };
  });
}
