import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { listBanners } from "../../src/settings/banners.ts";
import { copyText } from "../../src/proof/checkpoint-copy.ts";
import { sendDueCopies } from "../../src/proof/send-copies.ts";
import { signDueCheckpoint } from "../../src/proof/sign-checkpoint.ts";
import { isSigned } from "../../src/proof/signer.ts";
import { roleRights } from "../../src/users/permissions.ts";
import { translator } from "../../views/i18n.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let answers: number[];
let received: { url: string; body: Record<string, string> }[];
const elsewhere = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    received.push({ url: request.url, body: (await request.json()) as Record<string, string> });
    return new Response(null, { status: answers.shift() ?? 204 });
  },
});
const address = `http://127.0.0.1:${elsewhere.port}/checkpoints`;

beforeEach(async () => {
  received = [];
  answers = [];
  desk = await openDesk({ env: { RECADO_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${elsewhere.port}` } });
  await desk.deliver(textWebhook("Olá"));
  await append();
});
afterEach(() => desk.close());

const append = () =>
  desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: desk.clock.now(),
      },
      desk.clock.now(),
    ),
  );
const checkpoints = () => desk.recado.db.selectFrom("checkpoints").selectAll().execute();
const copies = () => desk.recado.db.selectFrom("checkpoint_deliveries").selectAll().execute();
const ana = () => desk.browserOf(desk.people.ana);
const sendTo = async (url: string) => (await ana()).send("POST", "/consent/proof/copies", { url });
const bannersOfAna = () =>
  listBanners(desk.recado, {
    t: translator("en"),
    language: "en",
    permissions: roleRights.owner.may,
  } as Parameters<typeof listBanners>[1]);

describe("A checkpoint", () => {
  test("is signed by itself each day that brings records, and on no other", async () => {
    await signDueCheckpoint(desk.recado);
    expect((await checkpoints()).map(({ size, reason }) => [size, reason])).toEqual([[1, "daily"]]);
    await append();
    desk.clock.advance(DAY - MINUTE);
    await signDueCheckpoint(desk.recado);
    expect(await checkpoints()).toHaveLength(1);
    desk.clock.advance(MINUTE);
    await signDueCheckpoint(desk.recado);
    desk.clock.advance(3 * DAY);
    await signDueCheckpoint(desk.recado);
    expect((await checkpoints()).map(({ size }) => size)).toEqual([1, 2]);
  });

  test("is posted elsewhere with its own signature, and until it arrived", async () => {
    expect((await sendTo(address)).status).toBe(303);
    answers = [503, 500, 200];
    await signDueCheckpoint(desk.recado);
    await sendDueCopies(desk.recado);
    expect(await copies()).toMatchObject([{ state: "queued", attempts: 1 }]);
    const shown = await parse(await (await ana()).get("/consent/proof"));
    expect(words(shown, ".proof-copies li").join()).toContain("503");
    desk.clock.advance(MINUTE);
    await sendDueCopies(desk.recado);
    desk.clock.advance(5 * MINUTE);
    await sendDueCopies(desk.recado);
    expect(await copies()).toMatchObject([{ state: "sent", attempts: 3, error: null }]);
    const { checkpoint = "", signature = "", public_key = "" } = received[2]?.body ?? {};
    expect(isSigned(checkpoint, signature, public_key)).toBe(true);
    expect(isSigned(`${checkpoint} `, signature, public_key)).toBe(false);
    desk.clock.advance(DAY);
    await sendDueCopies(desk.recado);
    expect(received).toHaveLength(3);
  });

  test("goes to no private address, and a refusal is not tried again", async () => {
    expect((await sendTo("https://192.168.1.1/")).status).toBe(303);
    await signDueCheckpoint(desk.recado);
    await sendDueCopies(desk.recado);
    expect(await copies()).toMatchObject([{ state: "failed", next_attempt_at: null }]);
  });

  test.each(["http://example.org/", "https://ana:secret@example.org/", "ftp://x", "no"])(
    "is not promised to %s, and the typed address stays",
    async (url) => {
      const response = await sendTo(url);
      expect(response.status).toBe(422);
      const input = (await parse(response)).querySelector("#url");
      expect(input?.getAttribute("value")).toBe(url);
    },
  );

  test("is kept on paper by whoever says so, with a code that holds the whole copy", async () => {
    const page = await ana();
    await page.send("POST", "/consent/proof/checkpoints");
    const [checkpoint] = await checkpoints();
    const shown = await parse(await page.get("/consent/proof/checkpoints/1"));
    expect(shown.querySelector("pre")?.textContent).toBe(copyText(checkpoint!, desk.recado.signer));
    expect(shown.querySelectorAll("svg.qr-code path")).toHaveLength(1);
    const done = await page.send("POST", "/consent/proof/checkpoints/1/paper");
    expect(done.headers.get("location")).toContain("done=checkpoint-paper");
    expect(await copies()).toMatchObject([{ channel: "paper", target: "Ana", state: "sent" }]);
  });

  test.skipIf(!Bun.which("openssl"))("can be checked with openssl alone", async () => {
    const page = await ana();
    await page.send("POST", "/consent/proof/checkpoints");
    const files = {
      "checkpoint-1.txt": "/consent/proof/checkpoints/1/text",
      "checkpoint-1.sig": "/consent/proof/checkpoints/1/signature",
      "recado-public-key.pem": "/consent/proof/public-key.pem",
    };
    for (const [name, path] of Object.entries(files))
      await Bun.write(`${desk.folder}/${name}`, await (await page.get(path)).bytes());
    const steps = (await parse(await page.get("/consent/proof"))).querySelector("#key pre");
    const [, verify = ""] = (steps?.textContent ?? "").split("\n");
    const run = (command: string) => Bun.spawnSync(["sh", "-c", command], { cwd: desk.folder });
    expect(verify).toStartWith("openssl ");
    expect(run(verify).exitCode).toBe(0);
    await Bun.write(`${desk.folder}/checkpoint-1.txt`, "recado checkpoint 1\n");
    expect(run(verify).exitCode).not.toBe(0);
  });
});

describe("A week without a copy elsewhere", () => {
  test("is said above every page of who can change that, until there is one", async () => {
    desk.clock.advance(7 * DAY + HOUR);
    expect(await bannersOfAna()).toMatchObject([{ id: "no-copy", tone: "warning" }]);
    await (await ana()).send("POST", "/consent/proof/checkpoints");
    await (await ana()).send("POST", "/consent/proof/checkpoints/1/paper");
    expect(await bannersOfAna()).toEqual([]);
    desk.clock.advance(30 * DAY);
    expect(await bannersOfAna()).toEqual([]);
    await append();
    desk.clock.advance(8 * DAY);
    expect(await bannersOfAna()).toMatchObject([{ id: "no-copy" }]);
  });
});

describe("A program", () => {
  test("fetches checkpoints to keep them", async () => {
    await (await ana()).send("POST", "/consent/proof/checkpoints");
    const api = await desk.apiOf(["consent:read"]);
    const { body } = await api.get("/consent/checkpoints");
    expect(body.data).toMatchObject([{ id: 1, consent_size: 1, reason: "manual" }]);
    const { publicKey, fingerprint } = desk.recado.signer;
    expect(isSigned(body.data[0].checkpoint, body.data[0].signature, publicKey)).toBe(true);
    expect(body.data[0].key_fingerprint).toBe(fingerprint);
  });
});
