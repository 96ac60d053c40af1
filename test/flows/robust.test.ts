import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { HOUR } from "../../src/clock.ts";
import { listConsentRecords } from "../../src/consent/records.ts";
import { runDueFlows } from "../../src/flows/run-due-flows.ts";
import { getSetting, saveSetting } from "../../src/settings/settings.ts";
import type { Step } from "../../src/flows/flow.ts";
import { storeAsset } from "../../src/incidents/assets.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { picture } from "../support/media-samples.ts";
import { customerOf, flow } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const ask: Step = {
  id: "who",
  kind: "ask",
  text: { en: "Who?" },
  input: "text",
  save: "who",
  retries: 1,
  otherwise: null,
  next: "then",
};
const photo = async () =>
  storeAsset(desk.recado, new File([await picture(900, 600)], "chart.jpg", { type: "image/jpeg" }));
const sent = () => desk.graph.sent.map(({ body }) => body as Record<string, unknown>);

describe("a file", () => {
  test("has the text that goes with it as its caption", async () => {
    const { id } = await photo();
    await carla.starts(
      flow([
        { id: "hi", kind: "say", text: { en: "Our chart, {name}." }, assetId: id, next: null },
      ]),
    );
    await desk.work.sender.kick();
    await until(() => sent().length === 1);
    expect(sent()[0]).toMatchObject({ type: "image", image: { caption: "Our chart, Carla." } });
    expect(await carla.hears()).toEqual(["Our chart, Carla."]);
  });

  test("goes in front of a question that follows, which holds the text", async () => {
    const { id } = await photo();
    await carla.starts(
      flow([
        { id: "hi", kind: "say", text: { en: "Our chart." }, assetId: id, next: "who" },
        { ...ask, next: null } as Step,
      ]),
    );
    expect(await carla.hears()).toEqual(["[image]", "Our chart.\n\nWho?"]);
  });

  test("that is gone is left out", async () => {
    await carla.starts(
      flow([{ id: "hi", kind: "say", text: { en: "Our chart." }, assetId: 99, next: null }]),
    );
    expect(await carla.hears()).toEqual(["Our chart."]);
  });
});

describe("a flow that fails", () => {
  const failing: Record<string, Step> = {
    "hands over to a team that is gone": { id: "then", kind: "hand-over", teamId: 99 },
    "sends a body that is no JSON": {
      id: "then",
      kind: "look-up",
      connectionId: 1,
      method: "POST",
      path: "/x",
      body: "{",
      map: [],
      timeoutSeconds: 1,
      next: null,
      notFound: null,
      failed: null,
    },
  };
  test.each(Object.keys(failing))(
    "because it %s brings a person, and costs no message",
    async (why) => {
      await carla.starts(flow([ask, failing[why] as Step]));
      await carla.hears();
      await carla.says("Clara");
      expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
      const run = await carla.run();
      expect(run).toMatchObject({ state: "ended", outcome: "failed", step: "who" });
      expect(JSON.parse(run.progress)).toMatchObject({
        note: expect.stringMatching(/^failed: /) as string,
      });
      const { n } = await desk.recado.db
        .selectFrom("messages")
        .select((select) => select.fn.countAll<number>().as("n"))
        .where("text", "=", "Clara")
        .executeTakeFirstOrThrow();
      expect(n).toBe(1);
    },
  );

  test("because it goes round for ever brings a person, and says things once", async () => {
    const round: Step = { id: "then", kind: "say", text: { en: "Round." }, next: "then" };
    await carla.starts(flow([ask, round]));
    await carla.hears();
    await carla.says("Clara");
    expect(await carla.hears()).toEqual([
      "Round.\n\nA person will answer you here. Your number is #1.",
    ]);
  });

  test("because it leads nowhere brings a person", async () => {
    await carla.starts(flow([ask]));
    await carla.hears();
    await carla.says("Clara");
    expect(await carla.run()).toMatchObject({ outcome: "failed" });
    expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
  });
});

test("what is known of a contact decides, and what was answered is kept with them", async () => {
  await desk.recado.write(async (tx) => {
    await tx
      .insertInto("contact_fields")
      .values({
        key: "size",
        label: "Size",
        type: "number",
        choices: "[]",
        position: 1,
        created_at: 1,
      })
      .execute();
  });
  const steps: Step[] = [
    { ...ask, input: "number", save: "size", next: "set" } as Step,
    {
      id: "set",
      kind: "set",
      changes: [
        { set: "contact-field", name: "size", value: "{size}" },
        { set: "contact-field", name: "gone", value: "{size}" },
        { set: "contact-tag", value: "measured" },
        { set: "ticket-tag", value: "size-{size}" },
        { set: "category", value: "Sizes" },
        { set: "priority", value: "high" },
        { set: "variable", name: "twice", value: "{size} {size}" },
        { set: "contact-name", value: "Clara Lima" },
      ],
      next: "check",
    },
    {
      id: "check",
      kind: "check",
      cases: [
        { tests: [{ left: "contact.size", test: "at-least", value: "45" }], next: "large" },
        {
          tests: [
            { left: "contact.tag", test: "is", value: "Measured" },
            { left: "contact.name", test: "contains", value: "lima" },
            { left: "business.open", test: "is", value: "yes" },
          ],
          next: "fits",
        },
      ],
      otherwise: null,
    },
    { id: "large", kind: "end", text: { en: "Large." } },
    { id: "fits", kind: "end", text: { en: "Fits, {twice}, {name}." } },
  ];
  await carla.starts(flow(steps));
  await carla.hears();
  await carla.says("42,5");
  expect(await carla.hears()).toEqual(["Fits, 42.5 42.5, Clara Lima."]);
  const { db } = desk.recado;
  expect(await db.selectFrom("contact_values").select("value").execute()).toEqual([
    { value: "42.5" },
  ]);
  expect(await db.selectFrom("ticket_tags").select("tag").execute()).toEqual([
    { tag: "size-42.5" },
  ]);
  expect(await db.selectFrom("tickets").select(["priority", "category"]).execute()).toEqual([
    { priority: "high", category: "Sizes" },
  ]);
  await carla.starts(flow(steps));
  await carla.says("46");
  expect((await carla.hears()).at(-1)).toBe("Large.");
});

test("consent is recorded with the words that were shown and the message that gave it", async () => {
  const words = "May {business} send you news? You can write STOP at any time.";
  await carla.starts(
    flow([
      {
        id: "news",
        kind: "choose",
        text: { en: words },
        options: [
          { id: "yes", label: { en: "Yes" }, next: "agree" },
          { id: "no", label: { en: "No" }, next: null },
        ],
        retries: 1,
        otherwise: null,
      },
      {
        id: "agree",
        kind: "set",
        changes: [{ set: "consent", purpose: "marketing", text: { en: words } }],
        next: "thanks",
      },
      { id: "thanks", kind: "end", text: { en: "Thank you!" } },
    ]),
  );
  await carla.taps("Yes");
  const [record] = await listConsentRecords(desk.recado.db, 1);
  const [given] = await desk.recado.db
    .selectFrom("messages")
    .select("id")
    .where("direction", "=", "in")
    .orderBy("id", "desc")
    .execute();
  expect(record).toMatchObject({
    purpose: "marketing",
    event: "given",
    method: "flow",
    text_shown: "May Loja Azul send you news? You can write STOP at any time.",
    message_id: given?.id,
  });
});

test("a dialogue waits until the business opens, and says when that is", async () => {
  const steps: Step[] = [
    { id: "soon", kind: "say", text: { en: "We open {opening|now}." }, next: "later" },
    { id: "later", kind: "wait", minutes: null, next: "open" },
    { id: "open", kind: "end", text: { en: "We are open." } },
  ];
  await carla.starts(flow(steps));
  expect(await carla.hears()).toEqual(["We open now.\n\nWe are open."]);
  await desk.recado.write(async (tx) => {
    const bot = await getSetting(tx, "bot");
    const hours = { tuesday: [{ from: "09:00", to: "18:00" }] };
    await saveSetting(tx, "bot", { ...bot, hours }, 2);
  });
  await carla.starts(flow(steps));
  expect(await carla.hears()).toEqual(["We open tomorrow at 09:00."]);
  const tick = () => runDueFlows(desk.recado, () => desk.work.sender.kick());
  desk.clock.advance(21 * HOUR);
  await tick();
  expect(await carla.hears()).toEqual([]);
  desk.clock.advance(HOUR);
  await tick();
  expect(await carla.hears()).toEqual(["We are open."]);
});
