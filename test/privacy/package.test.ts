import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DAY } from "../../src/clock.ts";
import { insertNote } from "../../src/inbox/notes.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { closeRequest, confirmIdentity, openRequest } from "../../src/privacy/handle-request.ts";
import { addRecords, verifyBoth } from "../consent-exports/round-trip.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { receiveMedia } from "../support/media.ts";
import { picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";
import { readZip } from "../support/zips.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk({ timezone: "Europe/Lisbon" });
  ana = await desk.browserOf(desk.people.ana);
  // Clara, whose request it is, Bruno and Ana, who agree, too.
  await addRecords(desk, 12);
  const clara = { from: "5511987650001", name: "Clara Nunes" };
  for (const said of ["<b>Onde está</b> o meu pedido?", "Obrigada"])
    await desk.deliver(textWebhook(said, clara));
  await ask(1);
});
afterEach(() => desk.close());

function ask(contactId: number): Promise<number> {
  const asked = {
    kind: "access",
    contactId,
    jurisdiction: "PT",
    source: "whatsapp",
    note: "",
    receivedAt: desk.clock.now(),
    createdBy: desk.people.ana,
  } as const;
  return desk.recado.write((tx) => openRequest(tx, asked, desk.clock.now()));
}

const PATH = "/consent/requests/1/package";
const by = () => ({ actorId: desk.people.ana, now: desk.clock.now() });
const identified = (id = 1) =>
  desk.recado.write((tx) => confirmIdentity(tx, id, { how: "known-number", ...by() }));
async function download(path = PATH) {
  const kept = join(desk.folder, "package.zip");
  await Bun.write(kept, await (await ana.get(path)).bytes());
  return readZip(kept);
}

describe("the package of a person", () => {
  test("has all of theirs and nothing of anybody else, to read and for programs", async () => {
    await identified();
    const files = await download();
    expect([...files.keys()]).toEqual([
      "READ-ME.html",
      "data.json",
      "consent-proof.zip",
      "SHA256SUMS",
    ]);
    const data = JSON.parse(files.get("data.json")!.toString());
    expect(data.contact).toMatchObject({ name: "Clara Nunes", phone: "+5511987650001" });
    expect(data.messages.map((message: { text: string }) => message.text)).toEqual([
      "Olá",
      "<b>Onde está</b> o meu pedido?",
      "Obrigada",
    ]);
    expect(data.consent).toHaveLength(4);
    const html = files.get("READ-ME.html")!.toString();
    expect(html).toContain('lang="pt-BR"');
    expect(html).toContain("&lt;b&gt;Onde está&lt;/b&gt; o meu pedido?");
    expect(html).toContain("O que Loja Azul guarda sobre você");
    for (const bytes of files.values()) expect(bytes.toString()).not.toContain("Souza");
  });

  test("proves what they agreed to: its proof is verified as any export is", async () => {
    await identified();
    const proof = (await download()).get("consent-proof.zip")!;
    const path = join(desk.folder, "proof.zip");
    await Bun.write(path, proof as Uint8Array<ArrayBuffer>);
    const verdict = await verifyBoth(path, { key: desk.recado.signer.fingerprint });
    expect(verdict.problems).toEqual([]);
  }, 30_000);

  test("has their files, and the notes only where they are wanted", async () => {
    const { id } = await receiveMedia(desk, "image", await picture(8, 8, "png"), "image/png");
    await identified(await ask(4));
    await desk.recado.write(async (tx) => {
      const ticket = await tx
        .selectFrom("tickets")
        .select("id")
        .where("contact_id", "=", 4)
        .executeTakeFirstOrThrow();
      await insertNote(
        tx,
        await getTicket(tx, ticket.id),
        desk.people.ana,
        "Loyal",
        desk.clock.now(),
      );
    });
    const files = await download("/consent/requests/2/package");
    const without = JSON.parse(files.get("data.json")!.toString());
    expect(without.notes).toBeUndefined();
    expect(without.messages[0].file).toBe(`media/${id}-image-${id}.png`);
    const sums = files.get("SHA256SUMS")!.toString();
    const bytes = files.get(without.messages[0].file)!;
    expect(sums).toContain(`${createHash("sha256").update(bytes).digest("hex")}  media/`);
    const more = await download("/consent/requests/2/package?notes=1");
    expect(JSON.parse(more.get("data.json")!.toString()).notes).toMatchObject([{ text: "Loyal" }]);
  });

  test("is made for who was identified, on record, and not for ever", async () => {
    expect((await ana.get(PATH)).status).toBe(409);
    await identified();
    await download();
    const events = await desk.recado.db
      .selectFrom("privacy_request_events")
      .select("kind")
      .execute();
    expect(events.map(({ kind }) => kind)).toEqual(["opened", "identity", "package"]);
    const audited = await desk.recado.db
      .selectFrom("audit_records")
      .select(["action", "object_type", "object_id"])
      .where("action", "=", "exported")
      .execute();
    expect(audited).toEqual([{ action: "exported", object_type: "person's data", object_id: 1 }]);
    const page = await parse(await ana.get("/consent/requests/1"));
    expect(words(page, "#package .hint")[0]).toContain("Português");
    await desk.recado.write((tx) => closeRequest(tx, 1, { state: "done", outcome: "", ...by() }));
    expect((await ana.get(PATH)).status).toBe(200);
    desk.clock.advance(31 * DAY);
    ana = await desk.browserOf(desk.people.ana);
    expect((await ana.get(PATH)).status).toBe(409);
    expect(existsSync(join(desk.folder, "exports"))).toBe(false);
  });
});
