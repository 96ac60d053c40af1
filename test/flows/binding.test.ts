import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import { findConsentState } from "../../src/consent/consent.ts";
import { mergeContacts } from "../../src/contacts/merge-contacts.ts";
import type { Step } from "../../src/flows/flow.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { runDueFlows } from "../../src/flows/run-due-flows.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { newWamid } from "../support/messages.ts";
import { customerOf, flow } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const choice = (id: string, labels: string[], next: string | null = "bye"): Step => ({
  id,
  kind: "choose",
  text: { en: `${id}?` },
  options: labels.map((label) => ({ id: label.toLowerCase(), label: { en: label }, next })),
  save: id,
  retries: 2,
  otherwise: null,
});
const ask = (id: string, input: "text" | "name" | "email", more: object = {}): Step => ({
  id,
  kind: "ask",
  text: { en: `${id}?` },
  input,
  save: id,
  retries: 2,
  otherwise: null,
  next: "bye",
  ...more,
});
const bye = (text = "Done."): Step => ({ id: "bye", kind: "end", text: { en: text } });
const start = (name: string, steps: Step[], id: number | null = null) => ({
  flowId: id,
  incidentId: null,
  version: 1,
  name,
  flow: flow(steps, { timeoutMinutes: 10_080 }),
});
const runs = () =>
  desk.recado.db
    .selectFrom("flow_runs")
    .select(["name", "state", "outcome", "step", "variables"])
    .orderBy("id")
    .execute();
const tick = () => runDueFlows(desk.recado, () => desk.work.sender.kick());
const flows = async () => {
  const insert = (name: string) =>
    desk.recado.db
      .selectFrom("flows")
      .select((select) => select.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
      .then(({ n }) => n + 1)
      .then((id) =>
        desk.recado.write((tx) =>
          tx
            .insertInto("flows")
            .values({
              id,
              name,
              draft: "{}",
              published_version: null,
              pack: null,
              created_at: 1,
              updated_at: 1,
              archived_at: null,
            })
            .execute(),
        ),
      );
  await insert("Sizes");
  await insert("Colours");
};

describe("of two dialogues that wait", () => {
  beforeEach(async () => {
    await flows();
    await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye("{size}!")], 1));
  });

  test("the one whose button is tapped goes on", async () => {
    const sizes = await carla.offered();
    await carla.starts(start("Colours", [choice("colour", ["Red", "Blue"]), bye("{colour}!")], 2));
    await carla.hears();
    await carla.taps("Large", sizes);
    expect(await carla.hears()).toEqual(["large!"]);
    await carla.says("blue");
    expect(await carla.hears()).toEqual(["blue!"]);
  });

  test("the one that is quoted goes on, a day later, too", async () => {
    await carla.starts(start("Colours", [choice("colour", ["Red", "Blue"]), bye("{colour}!")], 2));
    await carla.hears();
    await desk.work.sender.kick();
    const question = (await carla.outgoing()).find(({ text }) => text === "size?");
    const wamid = newWamid();
    await desk.recado.write((tx) =>
      tx.updateTable("messages").set({ wamid }).where("id", "=", question!.id).execute(),
    );
    desk.clock.advance(DAY);
    await carla.says("2", { quoting: wamid });
    expect(await carla.hears()).toEqual(["large!"]);
  });

  test("the only one that the words can mean goes on; else the latest", async () => {
    await carla.starts(start("Colours", [choice("colour", ["Red", "Blue"]), bye("{colour}!")], 2));
    await carla.hears();
    await carla.says("small");
    expect(await carla.hears()).toEqual(["small!"]);
    await carla.says("whatever");
    expect(await carla.hears()).toEqual([
      "I didn't catch that. Tap one of the options, or type its number.",
    ]);
  });

  test("both could mean a digit: it is asked which, and that gets the answer", async () => {
    await carla.starts(start("Colours", [choice("colour", ["Red", "Blue"]), bye("{colour}!")], 2));
    await carla.hears();
    await carla.says("2");
    expect(await carla.hears()).toEqual(["Which of these did you answer?"]);
    expect((await carla.offered()).map(({ title }) => title)).toEqual(["Colours", "Sizes"]);
    await carla.taps("Sizes");
    expect(await carla.hears()).toEqual(["large!"]);
    expect(await runs()).toMatchObject([
      { name: "Sizes", outcome: "done" },
      { name: "Colours", state: "waiting" },
    ]);
  });

  test("which one it was can be typed as well", async () => {
    await carla.starts(start("Colours", [choice("colour", ["Red", "Blue"]), bye("{colour}!")], 2));
    await carla.says("1");
    await carla.hears();
    await carla.says("sizes");
    expect(await carla.hears()).toEqual(["small!"]);
  });

  test("any words fit a question for a text, so a surer one of the other is asked about", async () => {
    await carla.starts(start("Colours", [ask("colour", "text"), bye("{colour}!")], 2));
    await carla.hears();
    await carla.says("large");
    expect(await carla.hears()).toEqual(["Which of these did you answer?"]);
    await carla.says("1");
    expect(await carla.hears()).toEqual(["large!"]);
    expect(JSON.parse((await runs())[1]!.variables)).toEqual({ colour: "large" });
  });
});

test("a dialogue of the same flow begins anew instead of beside itself", async () => {
  await flows();
  await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye()], 1));
  await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye()], 1));
  expect(await runs()).toMatchObject([{ outcome: "left" }, { state: "waiting" }]);
});

describe("a button of a question that does not wait any more", () => {
  test("changes the answer while the dialogue goes on", async () => {
    const sizes = [
      choice("size", ["Small", "Large"], "who"),
      ask("who", "name"),
      bye("{size}, {who}."),
    ];
    await carla.starts(start("Sizes", sizes));
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.hears();
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["who?"]);
    await carla.says("Carla");
    expect(await carla.hears()).toEqual(["large, Carla."]);
  });

  test("repeats the question that waits where something was booked or sent since", async () => {
    const agree: Step = {
      id: "agree",
      kind: "set",
      changes: [{ set: "consent", purpose: "marketing", text: { en: "News?" } }],
      next: "who",
    };
    const sizes = [
      choice("size", ["Yes", "No"], "agree"),
      agree,
      ask("who", "text"),
      bye("{who}."),
    ];
    await carla.starts(start("Sizes", sizes));
    const old = await carla.offered();
    await carla.taps("Yes");
    await carla.hears();
    await carla.taps("No", old);
    expect(await carla.hears()).toEqual(["who?"]);
    expect((await carla.run()).variables).toMatchObject({ size: "yes" });
  });

  test("leads on from there when the dialogue is over and its flow is published", async () => {
    const menu = flow([choice("size", ["Small", "Large"]), bye("{size}!")]);
    const { id } = await desk.recado.write(async (tx) => {
      const row = await insertFlow(tx, { name: "Sizes", flow: menu }, 1);
      return publishFlow(tx, row.id, { by: null }, 1);
    });
    await carla.starts({ flowId: id, incidentId: null, version: 1, name: "Sizes", flow: menu });
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.hears();
    desk.clock.advance(3 * DAY);
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["large!"]);
    expect(await runs()).toMatchObject([{ outcome: "done" }, { outcome: "done" }]);
  });

  test("of a flow that is gone only repeats the question that waits", async () => {
    await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye()]));
    const old = await carla.offered();
    await carla.taps("Small");
    await carla.starts(start("Other", [ask("what", "text"), bye("{what}!")]));
    await carla.hears();
    await carla.taps("Large", old);
    expect(await carla.hears()).toEqual(["what?"]);
    expect(await runs()).toMatchObject([{ outcome: "done" }, { state: "waiting" }]);
  });

  test("says that it was not solved, later than the dialogue: a person comes", async () => {
    const solved: Step = { id: "solved", kind: "solved", yes: null, no: null };
    await carla.starts(flow([solved], { timeoutMinutes: 30 }));
    const old = await carla.offered();
    desk.clock.advance(HOUR);
    await tick();
    await carla.hears();
    await carla.taps("Yes", old);
    expect(await carla.hears()).toEqual(["Glad that helped!"]);
    expect(await carla.run()).toMatchObject({ outcome: "solved" });
    await carla.taps("Not yet", old);
    expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
    expect(await carla.run()).toMatchObject({ outcome: "handed-over", state: "ended" });
  });
});

test("the same webhook twice is answered once", async () => {
  await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), ask("bye", "text")]));
  await carla.hears();
  const wamid = newWamid();
  await carla.says("2", { wamid });
  await carla.says("2", { wamid });
  expect(await carla.hears()).toEqual(["bye?"]);
});

describe("a way out", () => {
  const steps = () => [
    choice("size", ["Small", "Large"], "who"),
    ask("who", "name", { next: "mail" }),
    ask("mail", "email", { isOptional: true }),
    bye("{size}, {who}, {mail|no mail}."),
  ];
  beforeEach(async () => {
    await carla.starts(start("Sizes", steps()));
    await carla.taps("Large");
    await carla.hears();
  });

  test.each(["back", "Retour", "voltar", "volver!"])(
    "%p asks the question before again",
    async (word) => {
      await carla.says(word);
      expect(await carla.hears()).toEqual(["size?"]);
      await carla.says("small");
      await carla.says("Carla");
      await carla.says("carla@example.com");
      expect((await carla.hears()).at(-1)).toBe("small, Carla, carla@example.com.");
    },
  );

  test.each(["menu", "start again", "recommencer", "começar de novo", "empezar de nuevo"])(
    "%p begins anew",
    async (word) => {
      await carla.says("Carla");
      await carla.hears();
      await carla.says(word);
      expect(await carla.hears()).toEqual(["size?"]);
      expect((await carla.run()).variables).toEqual({});
    },
  );

  test.each(["leave it", "laisse tomber", "deixa pra lá", "olvídalo", "forget it"])(
    "%p ends it with a kind word",
    async (word) => {
      await carla.says(word);
      expect(await carla.hears()).toEqual([
        "All right, I'll leave it there. Write whenever you need something.",
      ]);
      expect(await carla.run()).toMatchObject({ outcome: "left" });
    },
  );

  test("skips only what is optional, by its button, too", async () => {
    await carla.says("skip");
    expect(await carla.hears()).toEqual([
      "I can't go on without this one.\n\nPlease write just the name, such as Ana Souza.",
    ]);
    await carla.says("Carla");
    await carla.hears();
    await carla.taps("Skip");
    expect(await carla.hears()).toEqual(["large, Carla, no mail."]);
  });

  test("is shown after the second answer that does not fit; after the last a person comes", async () => {
    await carla.says("42");
    await carla.says("43");
    expect((await carla.hears()).at(-1)).toContain("for a person write AGENT");
    await carla.says("44");
    expect(await carla.hears()).toEqual(["A person will answer you here. Your number is #1."]);
    expect(await carla.run()).toMatchObject({ outcome: "handed-over", step: "who" });
  });

  test("to a person is always open", async () => {
    await carla.says("I want a human");
    expect(await carla.run()).toMatchObject({ outcome: "handed-over" });
  });
});

describe("a dialogue is frozen", () => {
  beforeEach(async () => {
    await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye()]));
    await carla.hears();
  });

  test("by a person's answer", async () => {
    const api = await desk.apiOf();
    await api.call(
      "POST",
      "/tickets/1/messages",
      { text: "Bruno here" },
      { "idempotency-key": "1" },
    );
    expect(await carla.run()).toMatchObject({
      state: "ended",
      outcome: "taken-over",
      due_at: null,
      definition: null,
    });
    await carla.hears();
    await carla.says("large");
    expect(await carla.hears()).toEqual([]);
  });

  test("by the resolution of its ticket", async () => {
    const api = await desk.apiOf();
    await api.call("PATCH", "/tickets/1", { status: "resolved" });
    expect(await carla.run()).toMatchObject({ outcome: "taken-over" });
  });

  test("by STOP, and by CANCEL where nobody asked for it", async () => {
    await carla.says("CANCEL");
    expect(await carla.run()).toMatchObject({ outcome: "stopped" });
    const { id } = await desk.recado.db
      .selectFrom("contacts")
      .select("id")
      .executeTakeFirstOrThrow();
    expect(await findConsentState(desk.recado.db, id, "marketing")).toBe("withdrawn");
  });
});

describe("CANCEL", () => {
  const cancelling = () =>
    start("Booking", [choice("what", ["Keep", "Cancel", "Stop"]), bye("{what}!")]);
  const consent = async () => {
    const { id } = await desk.recado.db
      .selectFrom("contacts")
      .select("id")
      .executeTakeFirstOrThrow();
    return findConsentState(desk.recado.db, id, "marketing");
  };

  test("goes to the question that offers it", async () => {
    await carla.starts(cancelling());
    await carla.hears();
    await carla.says("cancel");
    expect(await carla.hears()).toEqual(["cancel!"]);
    expect(await consent()).toBe("none");
  });

  test("on a button is never a STOP, not even when its dialogue is over", async () => {
    await carla.starts(cancelling());
    const old = await carla.offered();
    await carla.taps("Cancel");
    await carla.taps("Cancel", old);
    expect(await consent()).toBe("none");
  });

  test("gives way; STOP itself never does", async () => {
    await carla.starts(cancelling());
    await carla.says("stop");
    expect(await consent()).toBe("withdrawn");
    expect(await carla.run()).toMatchObject({ outcome: "stopped" });
  });
});

describe("time", () => {
  test("ends a dialogue politely, once, while the window is open", async () => {
    await carla.starts(
      flow([choice("size", ["Small", "Large"]), bye()], {
        timeoutMinutes: 30,
        timeoutText: { en: "I'll be here when you need me." },
      }),
    );
    await carla.hears();
    desk.clock.advance(29 * MINUTE);
    await tick();
    expect(await carla.hears()).toEqual([]);
    desk.clock.advance(MINUTE);
    await tick();
    await tick();
    expect(await carla.hears()).toEqual(["I'll be here when you need me."]);
    expect(await carla.run()).toMatchObject({ outcome: "timed-out" });
  });

  test("ends it in silence once the window is closed", async () => {
    await carla.starts(
      flow([choice("size", ["Small", "Large"]), bye()], {
        timeoutMinutes: 2_000,
        timeoutText: { en: "Still there?" },
      }),
    );
    await carla.hears();
    desk.clock.advance(2 * DAY);
    await tick();
    expect(await carla.hears()).toEqual([]);
    const run = await carla.run();
    expect(run).toMatchObject({ outcome: "timed-out" });
    expect(JSON.parse(run.progress)).toMatchObject({ note: "window-closed" });
  });

  const later: Step = { id: "later", kind: "wait", minutes: 90, next: "bye" };

  test("takes a delayed one on, whatever the clock did meanwhile", async () => {
    await carla.starts(
      flow([{ id: "hi", kind: "say", text: { en: "Back soon." }, next: "later" }, later, bye()]),
    );
    expect(await carla.hears()).toEqual(["Back soon."]);
    desk.clock.advance(-3 * HOUR);
    await tick();
    expect(await carla.hears()).toEqual([]);
    desk.clock.advance(9 * HOUR);
    await tick();
    await tick();
    expect(await carla.hears()).toEqual(["Done."]);
  });

  test("is not waited for when the customer writes", async () => {
    await carla.starts(flow([later, bye()]));
    await carla.says("hello again");
    expect(await carla.hears()).toEqual(["Done."]);
    desk.clock.advance(2 * HOUR);
    await tick();
    expect(await carla.hears()).toEqual([]);
  });
});

test("a one is a one where a number is asked for, and skips nothing", async () => {
  const many: Step = {
    id: "many",
    kind: "ask",
    text: { en: "How many?" },
    input: "number",
    save: "many",
    retries: 1,
    otherwise: null,
    isOptional: true,
    next: "bye",
  };
  await carla.starts(flow([many, bye("{many|none}.")]));
  await carla.hears();
  await carla.says("1");
  expect(await carla.hears()).toEqual(["1."]);
  await carla.starts(flow([many, bye("{many|none}.")]));
  await carla.hears();
  await carla.says("skip");
  expect(await carla.hears()).toEqual(["none."]);
});

test("a day is kept as a date and read in words, a photo as one", async () => {
  const steps: Step[] = [
    { ...ask("day", "text", { next: "pic" }), input: "date" } as Step,
    { ...ask("pic", "text"), input: "photo" } as Step,
    bye("{day}, {pic}."),
  ];
  await carla.starts(flow(steps));
  await carla.says("15/12");
  await carla.hears();
  await carla.says("here");
  expect(await carla.hears()).toEqual(["Please send a photo."]);
  await carla.send({ type: "image", image: { id: "77", mime_type: "image/jpeg", sha256: "x" } });
  expect(await carla.hears()).toEqual(["Tuesday, 15 December 2026, photo."]);
  expect((await carla.run()).variables).toMatchObject({
    day: "2026-12-15",
    pic: expect.stringMatching(/^photo:\d+$/) as string,
  });
});

test("two contacts that become one keep their dialogues", async () => {
  await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), bye("{size}!")]));
  const other = await customerOf(desk, "5511912345678");
  const [first, second] = await desk.recado.db
    .selectFrom("contacts")
    .selectAll()
    .orderBy("id")
    .execute();
  await desk.recado.write((tx) => mergeContacts(tx, second!, first!, desk.clock.now()));
  await other.hears();
  await other.says("large");
  expect(await runs()).toMatchObject([{ name: "Sizes", outcome: "done" }]);
});

test("several photos at once are one answer, and no wrong one to what follows", async () => {
  const photo = { ...ask("pic", "text", { next: "what", retries: 0 }), input: "photo" } as Step;
  await carla.starts(flow([photo, ask("what", "text", { retries: 0 }), bye("{what}.")]));
  for (const id of ["1", "2", "3"])
    await carla.send({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "x" } });
  await carla.hears();
  await carla.says("It is broken");
  expect(await carla.hears()).toEqual(["It is broken."]);
});

test("who asks for a person gets one, whatever they quote", async () => {
  await carla.starts(flow([ask("what", "text"), bye("{what}!")]));
  await carla.hears();
  const [question] = (await carla.outgoing()).slice(-1);
  const wamid = newWamid();
  await desk.recado.write((tx) =>
    tx.updateTable("messages").set({ wamid }).where("id", "=", question!.id).execute(),
  );
  await carla.says("an agent please", { quoting: wamid });
  expect(await carla.run()).toMatchObject({ outcome: "handed-over" });
});

test("words that quote a question for a text are its answer", async () => {
  await carla.starts(flow([ask("what", "text"), bye("{what}!")]));
  await carla.hears();
  const [question] = (await carla.outgoing()).slice(-1);
  const wamid = newWamid();
  await desk.recado.write((tx) =>
    tx.updateTable("messages").set({ wamid }).where("id", "=", question!.id).execute(),
  );
  await carla.says("the red one", { quoting: wamid });
  expect(await carla.hears()).toEqual(["the red one!"]);
});

test("an incident asked for twice has one dialogue, also when it went on in a flow", async () => {
  const menu = flow([choice("size", ["Small", "Large"]), bye("{size}!")]);
  await desk.recado.write(async (tx) => {
    const row = await insertFlow(tx, { name: "Sizes", flow: menu }, 1);
    await publishFlow(tx, row.id, { by: null }, 1);
    await insertIncident(
      tx,
      {
        name: "Find my size",
        category: "",
        phrasings: { en: ["help me find my size"] },
        terms: { ...noTerms, flowId: row.id },
        enabled: true,
      },
      null,
      1,
    );
  });
  await carla.says("help me find my size");
  expect((await carla.hears()).join()).toEndWith("size?");
  await carla.says("help me find my size");
  expect(await carla.hears()).toEqual(["size?"]);
  expect(await runs()).toMatchObject([{ outcome: "left" }, { state: "waiting" }]);
  await carla.says("2");
  expect(await carla.hears()).toEqual(["large!"]);
});
