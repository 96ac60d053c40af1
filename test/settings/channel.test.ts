import { afterEach, describe, expect, test } from "bun:test";
import { metaSecrets } from "../../src/settings/meta-secrets.ts";
import { openSecrets } from "../../src/settings/secrets.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { graphChannel, listChannels } from "../../src/whatsapp/channels.ts";
import { type Desk, type DeskOptions, openDesk, until } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
afterEach(() => desk.close());

const SECRET = "0123456789abcdef0123456789abcdef";
const TOKEN = "EAAGnotarealtoken0123456789wxyz";

async function open(options: DeskOptions = {}): Promise<void> {
  desk = await openDesk(options);
  ana = await desk.browserOf(desk.people.ana);
}

/** A desk whose environment says nothing of Meta. */
async function openBare(): Promise<void> {
  const none = {
    APP_SECRET: "",
    VERIFY_TOKEN: "",
    ACCESS_TOKEN: "",
    WABA_ID: "",
    PHONE_NUMBER_ID: "",
  };
  await open({
    env: Object.fromEntries(
      Object.entries(none).map(([name, value]) => [`RECADO_META_${name}`, value]),
    ),
  });
}

const someNumber = {
  name: "Loja Azul",
  phone_number_id: "309876543210987",
  waba_id: null,
  display_phone: null,
  closed_at: null,
  closed_reason: null,
  created_at: 0,
};

async function channelPage(): Promise<string> {
  return (await ana.get("/settings/channel")).text();
}

function save(form: Record<string, string>): Promise<Response> {
  return ana.send("POST", "/settings/channel", form);
}

describe("Meta's values", () => {
  test("what is saved holds at once, for the very next webhook", async () => {
    await openBare();
    expect((await desk.postWebhook("{}", { secret: SECRET })).status).toBe(401);
    await save({ appId: "123456", appSecret: SECRET, verifyToken: "our-word", accessToken: TOKEN });
    expect((await desk.postWebhook("{}", { secret: SECRET })).status).toBe(200);
    const handshake = await desk.send(
      "/webhooks/meta?hub.mode=subscribe&hub.verify_token=our-word&hub.challenge=42",
    );
    expect(await handshake.text()).toBe("42");
    expect(await metaSecrets(desk.recado)).toEqual({
      appId: "123456",
      appSecret: SECRET,
      verifyToken: "our-word",
      accessToken: TOKEN,
    });
  });

  test("secrets are sealed on the disk and never shown again but for their end", async () => {
    await openBare();
    await save({ appSecret: SECRET, accessToken: TOKEN, verifyToken: "our-word" });
    const rows = JSON.stringify(await desk.recado.db.selectFrom("settings").selectAll().execute());
    const text = await channelPage();
    for (const secret of [SECRET, TOKEN]) {
      expect(rows).not.toContain(secret);
      expect(text).not.toContain(secret);
      expect(text).toContain(`Set, ends with …${secret.slice(-4)}.`);
    }
    expect(desk.log.join("")).not.toContain(TOKEN);
  });

  // A lost secret.key: the page must open, for it is where the values are entered again.
  test("what another key has sealed reads as not set, and can be entered again", async () => {
    await openBare();
    const other = openSecrets({ secretKey: "another key", dataFolder: desk.folder });
    const sealed = {
      appId: null,
      appSecret: other.encrypt(SECRET),
      verifyToken: other.encrypt("x"),
      accessToken: null,
    };
    await desk.recado.write((tx) => saveSetting(tx, "meta", sealed, desk.clock.now()));
    await desk.recado.write((tx) =>
      tx
        .insertInto("channels")
        .values({ ...someNumber, access_token: other.encrypt(TOKEN) })
        .execute(),
    );
    expect((await desk.postWebhook("{}", { secret: SECRET })).status).toBe(401);
    expect((await ana.get("/settings/channel")).status).toBe(200);
    expect(desk.log.join("")).toContain("secret.unreadable");
    await save({ appSecret: SECRET });
    expect((await desk.postWebhook("{}", { secret: SECRET })).status).toBe(200);
  });

  test("a field left empty keeps what was set", async () => {
    await openBare();
    await save({ appId: "123456", appSecret: SECRET, accessToken: TOKEN, verifyToken: "our-word" });
    await save({ appId: "123456", appSecret: "", accessToken: "", verifyToken: "another-word" });
    expect(await metaSecrets(desk.recado)).toEqual({
      appId: "123456",
      appSecret: SECRET,
      verifyToken: "another-word",
      accessToken: TOKEN,
    });
  });

  test("what the environment sets is locked, names its variable, and a form cannot change it", async () => {
    await open();
    const text = await channelPage();
    for (const variable of ["APP_SECRET", "ACCESS_TOKEN", "VERIFY_TOKEN"])
      expect(text).toContain(`Set by RECADO_META_${variable}`);
    expect(text).not.toContain("Set by RECADO_META_APP_ID");
    expect(text).not.toContain(desk.config.meta.appSecret ?? "?");
    await save({ appSecret: SECRET, appId: "777" });
    expect((await metaSecrets(desk.recado)).appSecret).toBe(desk.config.meta.appSecret);
    expect((await metaSecrets(desk.recado)).appId).toBe("777");
    const rows = await desk.recado.db
      .selectFrom("settings")
      .select("value")
      .where("key", "=", "meta")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(rows.value).appSecret).toBeNull();
  });

  test("the page shows what to paste at Meta, and warns where Meta could not reach it", async () => {
    await open();
    const text = await channelPage();
    expect(text).toContain('value="http://localhost:3000/webhooks/meta"');
    expect(text).toContain('value="verify-me"');
    expect(text).toContain("Meta needs an https address");
  });
});

describe("Numbers", () => {
  const sales = { name: "Sales", phoneNumberId: "209876543210987", wabaId: "102290129340398" };
  const find = async (phoneNumberId: string) =>
    (await listChannels(desk.recado.db)).find(
      (channel) => channel.phone_number_id === phoneNumberId,
    );

  test("one that is added takes messages at once", async () => {
    await open();
    await ana.send("POST", "/settings/channel/numbers", sales);
    await desk.deliver(textWebhook("oi", { phoneNumberId: sales.phoneNumberId }));
    const ticket = await desk.recado.db
      .selectFrom("tickets")
      .select("channel_id")
      .executeTakeFirst();
    expect(ticket?.channel_id).toBe((await find(sales.phoneNumberId))?.id);
  });

  test("the telephone number instead of its id, and a number twice, are refused beside the field", async () => {
    await open();
    for (const phoneNumberId of ["+55 11 98888-7777", "abc", ""]) {
      const response = await ana.send("POST", "/settings/channel/numbers", {
        ...sales,
        phoneNumberId,
      });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('id="phoneNumberId-error"');
    }
    await ana.send("POST", "/settings/channel/numbers", sales);
    expect((await ana.send("POST", "/settings/channel/numbers", sales)).status).toBe(422);
  });

  test("a token of its own wins over the common one, and is sealed", async () => {
    await open();
    await ana.send("POST", "/settings/channel/numbers", sales);
    const { id } = (await find(sales.phoneNumberId)) ?? { id: 0 };
    await ana.send("POST", `/settings/channel/numbers/${id}`, {
      name: "Vendas",
      wabaId: "",
      token: TOKEN,
    });
    const channel = await find(sales.phoneNumberId);
    if (!channel) throw new Error("no channel");
    expect(channel).toMatchObject({ name: "Vendas", waba_id: null });
    expect(channel.access_token).not.toContain(TOKEN);
    expect((await graphChannel(desk.recado, channel)).token).toBe(TOKEN);
    expect(await channelPage()).not.toContain(TOKEN);
  });

  test("a closed one says why, in a banner over every page too, sends nothing, and is opened again here", async () => {
    await open();
    await desk.deliver(textWebhook("oi"));
    const { call } = await desk.apiOf();
    const write = (key: string) =>
      call("POST", "/tickets/1/messages", { text: "olá" }, { "idempotency-key": key });
    const [channel] = await listChannels(desk.recado.db);
    await ana.send("POST", `/settings/channel/numbers/${channel?.id}/closing`);
    expect(await (await ana.get("/inbox")).text()).toContain(
      "can’t send any more. Stopped by Ana.",
    );
    expect((await write("1")).status).toBe(409);

    await ana.send("POST", `/settings/channel/numbers/${channel?.id}/reopening`);
    expect(await channelPage()).not.toContain("Stopped by Ana.");
    expect((await write("2")).status).toBe(201);
  });

  test("Meta's reason is explained in the reader's words", async () => {
    await open({ language: "fr" });
    await desk.recado.write((tx) =>
      tx
        .updateTable("channels")
        .set({ closed_at: 1, closed_reason: "190 Access token expired" })
        .execute(),
    );
    expect(await channelPage()).toContain("Le jeton d’accès ne fonctionne plus");
    await desk.recado.write((tx) =>
      tx
        .updateTable("channels")
        .set({ closed_reason: "RESTRICTED_BIZ_INITIATED_MESSAGING" })
        .execute(),
    );
    expect(await channelPage()).toContain("Meta a limité ou bloqué votre compte");
  });

  test("only one without conversations can be removed", async () => {
    await open();
    await ana.send("POST", "/settings/channel/numbers", sales);
    const { id } = (await find(sales.phoneNumberId)) ?? { id: 0 };
    await desk.deliver(textWebhook("oi", { phoneNumberId: sales.phoneNumberId }));
    expect((await ana.send("POST", `/settings/channel/numbers/${id}/removal`)).status).toBe(409);
    expect(await until(() => find(sales.phoneNumberId))).toBeDefined();
    expect(await desk.recado.db.selectFrom("messages").select("id").execute()).toHaveLength(1);

    await ana.send("POST", "/settings/channel/numbers", {
      ...sales,
      phoneNumberId: "309876543210987",
    });
    const empty = await find("309876543210987");
    expect((await ana.send("POST", `/settings/channel/numbers/${empty?.id}/removal`)).status).toBe(
      303,
    );
    expect(await find("309876543210987")).toBeUndefined();
  });

  test("one that the environment names stays, and its account cannot be changed here", async () => {
    await open();
    const [channel] = await listChannels(desk.recado.db);
    expect(
      (await ana.send("POST", `/settings/channel/numbers/${channel?.id}/removal`)).status,
    ).toBe(409);
    await ana.send("POST", `/settings/channel/numbers/${channel?.id}`, {
      name: "Principal",
      wabaId: "1",
    });
    const [after] = await listChannels(desk.recado.db);
    expect(after).toMatchObject({ name: "Principal", waba_id: channel?.waba_id });
  });
});
