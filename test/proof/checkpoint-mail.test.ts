import { afterEach, beforeEach, expect, test } from "bun:test";
import { createServer, type Server } from "node:net";
import { appendConsentRecord } from "../../src/consent/records.ts";
import { compareCopy } from "../../src/proof/compare-copy.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let server: Server;
let mail = "";
beforeEach(async () => {
  mail = "";
  server = createServer((socket) => {
    let isData = false;
    socket.on("error", () => {});
    socket.write("220 test\r\n");
    socket.on("data", (bytes) => {
      const said = bytes.toString();
      if (isData) mail += said;
      if (isData && !mail.includes("\r\n.\r\n")) return;
      if (said.startsWith("QUIT")) return void socket.end("221 bye\r\n");
      isData = said.startsWith("DATA");
      socket.write(isData ? "354 go\r\n" : "250 ok\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  desk = await openDesk({ language: "fr" });
});
afterEach(async () => {
  await desk.close();
  server.close();
});

/** What a mail program shows of it (RFC 2045, 6.7). */
function shownText(raw: string): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4).replace(/\r\n\.\r\n[^]*$/, "");
  const joined = body.replaceAll(/=\r\n/g, "").replaceAll("\r\n", "\n");
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

test("A checkpoint is mailed to the owner in their language, and the mail alone can be compared later", async () => {
  await desk.deliver(textWebhook("Bonjour"));
  const now = desk.clock.now();
  await desk.recado.write((tx) =>
    appendConsentRecord(
      tx,
      {
        contactId: 1,
        purpose: "marketing",
        event: "given",
        method: "agent",
        actor: { type: "agent", id: 1 },
        eventAt: now,
      },
      now,
    ),
  );
  const ana = await desk.browserOf(desk.people.ana);
  const address = server.address();
  await ana.send("POST", "/settings/mail", {
    host: "127.0.0.1",
    port: String(typeof address === "object" && address ? address.port : 0),
    security: "none",
    user: "",
    password: "",
    from: "Loja Azul <desk@loja-azul.example>",
  });
  await ana.send("POST", "/consent/proof/checkpoints");
  const { db, signer } = desk.recado;
  const copy = await until(async () => {
    const row = await db.selectFrom("checkpoint_deliveries").selectAll().executeTakeFirst();
    return row?.state === "sent" && row;
  });
  expect(copy).toMatchObject({ channel: "email", target: "ana@loja-azul.example", attempts: 1 });
  expect(mail).toContain("To: ana@loja-azul.example");
  const shown = shownText(mail);
  expect(shown).toContain("Voici l’état signé du registre des consentements de Loja Azul");
  const contact = await db.selectFrom("contacts").select(["name", "phone"]).executeTakeFirst();
  expect(shown).not.toContain(contact?.phone ?? "?");
  const same = { kind: "same", isSigned: true, consent: 1 };
  expect(await compareCopy(db, signer, shown)).toMatchObject(same);
  const { body } = await db.selectFrom("checkpoints").select("body").executeTakeFirstOrThrow();
  const quoted = shown.replaceAll(/^/gm, "> ");
  expect(quoted).toContain(body.split("\n")[2] ?? "?");
  expect(await compareCopy(db, signer, quoted)).toMatchObject(same);
});
