import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { mergeContacts } from "../../src/contacts/merge-contacts.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { newWamid } from "../support/messages.ts";
import { ask, bye, choice, customerOf, flow, start } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const runs = () =>
  desk.recado.db
    .selectFrom("flow_runs")
    .select(["name", "state", "outcome", "step", "variables"])
    .orderBy("id")
    .execute();
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

  test("the one whose question before was just answered goes on", async () => {
    const first = choice("colour", ["Red", "Blue"], "cloth");
    const two = [first, choice("cloth", ["Silk", "Wool"]), bye()];
    await carla.starts(start("Colours", two, 2));
    await carla.says("blue");
    await carla.hears();
    await carla.says("2");
    expect(await runs()).toMatchObject([
      { name: "Sizes", state: "waiting" },
      { name: "Colours", outcome: "done" },
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

test("the same webhook twice is answered once", async () => {
  await carla.starts(start("Sizes", [choice("size", ["Small", "Large"]), ask("bye", "text")]));
  await carla.hears();
  const wamid = newWamid();
  await carla.says("2", { wamid });
  await carla.says("2", { wamid });
  expect(await carla.hears()).toEqual(["bye?"]);
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
