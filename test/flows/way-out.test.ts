import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import { findConsentState } from "../../src/consent/states.ts";
import type { Step } from "../../src/flows/flow.ts";
import { runDueFlows } from "../../src/flows/run-due-flows.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { ask, bye, choice, customerOf, flow, start } from "./support.ts";

let desk: Desk;
let carla: Awaited<ReturnType<typeof customerOf>>;
beforeEach(async () => {
  desk = await openDesk();
  carla = await customerOf(desk);
  await carla.hears();
});
afterEach(() => desk.close());

const tick = () => runDueFlows(desk.recado, () => desk.work.sender.kick());

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
    expect(await findConsentState(desk.recado.db, id, "marketing", desk.clock.now())).toBe(
      "withdrawn",
    );
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
    return findConsentState(desk.recado.db, id, "marketing", desk.clock.now());
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
