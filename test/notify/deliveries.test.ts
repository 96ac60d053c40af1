import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type Server as MailServer } from "node:net";
import { MINUTE, SECOND } from "../../src/clock.ts";
import { queueDelivery } from "../../src/notify/deliveries.ts";
import { notify } from "../../src/notify/notify.ts";
import { sendDueDeliveries } from "../../src/notify/send-deliveries.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
let answers: number[];
let received: { path: string; headers: Headers; body: Buffer }[];
const service = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    received.push({
      path: new URL(request.url).pathname,
      headers: request.headers,
      body: Buffer.from(await request.arrayBuffer()),
    });
    return new Response(null, { status: answers.shift() ?? 201 });
  },
});

beforeEach(async () => {
  received = [];
  answers = [];
  desk = await openDesk({ env: { RECADO_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${service.port}` } });
});
afterEach(() => desk.close());

const states = () => desk.recado.db.selectFrom("deliveries").selectAll().orderBy("id").execute();
const queue = (channel: "slack" | "webhook", payload: object, path = "/hook") =>
  desk.recado.write((tx) =>
    queueDelivery(
      tx,
      { channel, target: `http://127.0.0.1:${service.port}${path}`, payload },
      desk.clock.now(),
    ),
  );

/** A browser's side of RFC 8291, written from the RFC alone. */
function browserKeys() {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const auth = randomBytes(16);
  function decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + keyLength);
    const sealed = body.subarray(21 + keyLength);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
    const secret = hkdfSync("sha256", ecdh.computeSecret(sender), auth, info, 32);
    const key = Buffer.from(
      hkdfSync("sha256", Buffer.from(secret), salt, "Content-Encoding: aes128gcm\0", 16),
    );
    const nonce = Buffer.from(
      hkdfSync("sha256", Buffer.from(secret), salt, "Content-Encoding: nonce\0", 12),
    );
    const decipher = createDecipheriv("aes-128-gcm", key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
  }
  const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
  return { keys, decrypt };
}

/** As the browser itself would, but for the address: theirs have https. */
async function subscribe(userId: number) {
  const browser = browserKeys();
  const page = await desk.browserOf(userId);
  const path = "/settings/notifications/devices";
  await page.send("POST", path, { endpoint: "https://push.example/1", ...browser.keys });
  const endpoint = `http://127.0.0.1:${service.port}/push`;
  await desk.recado.write((tx) => tx.updateTable("push_subscriptions").set({ endpoint }).execute());
  return { ...browser, page };
}

const tellBruno = () =>
  desk.recado.write((tx) =>
    notify(
      tx,
      { userId: desk.people.bruno, kind: "assigned", ticketId: null, detail: { name: "Ana" } },
      desk.clock.now(),
    ),
  );

describe("A push", () => {
  test("is readable by the browser that asked for it, and signed with the desk's key", async () => {
    const browser = await subscribe(desk.people.bruno);
    await tellBruno();
    await sendDueDeliveries(desk.recado);
    const [push] = received;
    expect(push?.headers.get("content-encoding")).toBe("aes128gcm");
    expect(push?.headers.get("authorization")).toMatch(/^vapid t=[\w.-]+, k=[\w-]+$/);
    expect(JSON.parse(browser.decrypt(push?.body ?? Buffer.alloc(0)))).toEqual({
      title: "Ana gave you ticket #",
      body: "",
      path: "/notifications",
    });
    expect(await states()).toMatchObject([{ state: "done", payload: "{}" }]);
  });

  test("reaches no device that was signed out, however late it leaves", async () => {
    const { bruno } = desk.people;
    const { page } = await subscribe(bruno);
    expect(await (await page.get("/settings/notifications")).text()).toContain('data-on="1"');
    await tellBruno();
    await page.send("POST", "/logout");
    await sendDueDeliveries(desk.recado);
    await tellBruno();
    await sendDueDeliveries(desk.recado);
    expect(received).toEqual([]);
    const again = await desk.browserOf(bruno);
    expect(await (await again.get("/settings/notifications")).text()).not.toContain("data-on");
  });

  test("reaches one address of a browser, whatever it asked for", async () => {
    const { page, keys } = await subscribe(desk.people.bruno);
    for (const n of [2, 3, 4]) {
      const device = { endpoint: `https://push.example/${n}`, ...keys };
      await page.send("POST", "/settings/notifications/devices", device);
    }
    const devices = desk.recado.db.selectFrom("push_subscriptions").select("endpoint");
    expect(await devices.execute()).toEqual([{ endpoint: "https://push.example/4" }]);
  });

  test("forgets a device that its service no longer knows", async () => {
    await subscribe(desk.people.bruno);
    answers = [410];
    await tellBruno();
    await sendDueDeliveries(desk.recado);
    expect(await states()).toMatchObject([{ state: "failed", next_attempt_at: null }]);
    const left = await desk.recado.db.selectFrom("push_subscriptions").select("id").execute();
    expect(left).toEqual([]);
  });
});

describe("A delivery", () => {
  test("is tried again after a while when the other side is down, and once only when it took it", async () => {
    answers = [503, 200];
    await queue("webhook", { ticket: 1 });
    await sendDueDeliveries(desk.recado);
    expect(await states()).toMatchObject([{ state: "queued", attempts: 1 }]);
    desk.clock.advance(9 * SECOND);
    await sendDueDeliveries(desk.recado);
    expect(received).toHaveLength(1);
    desk.clock.advance(2 * SECOND);
    await sendDueDeliveries(desk.recado);
    desk.clock.advance(60 * MINUTE);
    await sendDueDeliveries(desk.recado);
    expect(received).toHaveLength(2);
    expect(received[1]?.body.toString()).toBe('{"ticket":1}');
    expect(await states()).toMatchObject([{ state: "done", attempts: 2 }]);
  });

  test("is given up at once when the other side calls it our mistake", async () => {
    answers = [404];
    await queue("webhook", {});
    await sendDueDeliveries(desk.recado);
    expect(await states()).toMatchObject([{ state: "failed", next_attempt_at: null }]);
  });

  test("never reaches an address inside that the operator has not allowed", async () => {
    await desk.recado.write((tx) =>
      queueDelivery(
        tx,
        { channel: "webhook", target: "http://169.254.169.254/latest", payload: {} },
        desk.clock.now(),
      ),
    );
    await sendDueDeliveries(desk.recado);
    expect(await states()).toMatchObject([{ state: "failed" }]);
    expect(received).toEqual([]);
  });

  test("to Slack has no markup of the customer's", async () => {
    await queue("slack", { title: "Ticket #1", body: "<!channel> a & b", path: "/tickets/1" });
    await sendDueDeliveries(desk.recado);
    expect(JSON.parse(received[0]?.body.toString() ?? "")).toEqual({
      text: "Ticket #1\n&lt;!channel&gt; a &amp; b",
    });
  });
});

describe("The mail server", () => {
  /** Takes one mail the way RFC 5321 says; `refuses` turns everybody away. */
  function mailServer(
    refuses = false,
  ): Promise<{ server: MailServer; port: number; mail: () => string }> {
    let text = "";
    const server = createServer((socket) => {
      let isData = false;
      socket.write(refuses ? "554 go away\r\n" : "220 test\r\n");
      socket.on("error", () => {});
      socket.on("data", (bytes) => {
        const lines = bytes.toString();
        text += lines;
        if (isData) {
          if (!text.includes("\r\n.\r\n")) return;
          isData = false;
          socket.write("250 taken\r\n");
        } else if (lines.startsWith("DATA")) {
          isData = true;
          socket.write("354 go\r\n");
        } else if (lines.startsWith("QUIT")) socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      });
    });
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : 0;
        resolve({ server, port, mail: () => text });
      });
    });
  }

  const fields = (port: number) => ({
    host: "127.0.0.1",
    port: String(port),
    security: "none",
    user: "",
    password: "",
    from: "Loja Azul <desk@loja-azul.example>",
  });

  test("is tried before it is kept; then a notice leaves by it", async () => {
    const { server, port, mail } = await mailServer();
    const ana = await desk.browserOf(desk.people.ana);
    const saved = await ana.send("POST", "/settings/mail", fields(port));
    expect(saved.headers.get("location")).toBe("/settings/mail?done=mail");
    const bruno = await desk.browserOf(desk.people.bruno);
    await bruno.send("POST", "/settings/notifications", { "assigned.email": "1" });
    await tellBruno();
    await sendDueDeliveries(desk.recado);
    expect(await states()).toMatchObject([{ channel: "email", state: "done" }]);
    expect(mail()).toContain("RCPT TO:<bruno@loja-azul.example>");
    expect(mail()).toContain("http://localhost:3000/notifications");
    server.close();
  });

  test("that refuses is not kept, and what was typed stays", async () => {
    const { server, port } = await mailServer(true);
    const ana = await desk.browserOf(desk.people.ana);
    const refused = await ana.send("POST", "/settings/mail", fields(port));
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain("go away");
    expect(html).toContain(`value="${port}"`);
    expect((await (await ana.get("/settings/mail")).text()).includes(String(port))).toBe(false);
    server.close();
  });
});
