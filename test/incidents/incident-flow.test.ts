import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { flowProblems, isPublishable } from "../../src/flows/flow-problems.ts";
import { type Flow, type Step, inputKinds } from "../../src/flows/flow.ts";
import { figuresSince } from "../../src/incidents/count-incident.ts";
import { type IncidentTerms, noTerms } from "../../src/incidents/incident.ts";
import { incidentFlow } from "../../src/incidents/incident-flow.ts";
import { getIncident } from "../../src/incidents/incidents.ts";
import { cast } from "../../src/simulator/people.ts";
import { customerOf } from "../flows/support.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addIncident, whereIsMyOrder } from "../support/incidents.ts";

const flowOf = (terms: Partial<IncidentTerms>, article = {}): Flow =>
  incidentFlow({ ...noTerms, answers: { en: "Soon." }, ...terms }, article, "en");
const stepOf = <Kind extends Step["kind"]>(flow: Flow, kind: Kind) =>
  flow.steps.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);

describe("an incident as a dialogue", () => {
  test("an answer alone is one message", () => {
    expect(flowOf({}).steps).toEqual([
      { id: "answer", kind: "say", text: { en: "Soon." }, next: null },
    ]);
  });

  test("details come first, then the look-up, then the answer, then whether it helped", () => {
    const lookUp = {
      connectionId: 1,
      method: "GET" as const,
      path: "/orders/{order_number}",
      map: [{ path: "status", save: "status" }],
      timeoutSeconds: 8,
    };
    const escalation = { teamId: 4, priority: "high" as const, tag: "delivery" };
    const flow = flowOf({ ...whereIsMyOrder.terms, lookUp, escalation });
    const order = ["category", "ask-1", "look-up", "answer", "solved"];
    expect([flow.start, ...flow.steps.slice(0, 5).map(({ id }) => id)]).toEqual([
      "category",
      ...order,
    ]);
    const [asked] = stepOf(flow, "look-up");
    expect([asked?.next, asked?.notFound, asked?.failed]).toEqual([
      "answer",
      "not-found",
      "no-answer",
    ]);
    // Whatever does not work out ends with the same team.
    expect(
      stepOf(flow, "hand-over").map(({ id, teamId, priority, tag }) => [id, teamId, priority, tag]),
    ).toEqual([
      ["person", 4, "high", "delivery"],
      ["not-found", 4, "high", "delivery"],
      ["no-answer", 4, "high", "delivery"],
    ]);
  });

  test("link and article follow the answer; braces of an article are no variables", () => {
    const flow = flowOf(
      { link: "https://loja-azul.example/frete", articleId: 7, answers: { pt: "Veja:" } },
      { en: "Costs {a lot}", pt: "Custa {muito}" },
    );
    expect(stepOf(flow, "say").map(({ text }) => text)).toEqual([
      { pt: "Veja:\n\nhttps://loja-azul.example/frete\n\n{article}" },
    ]);
    expect(flow.constants).toEqual({ article: { en: "Costs {a lot}", pt: "Custa {muito}" } });
  });

  test("an article alone speaks all of its languages", () => {
    const flow = flowOf({ answers: {}, articleId: 7 }, { en: "Sizes", es: "Tallas" });
    expect(stepOf(flow, "say").map(({ text }) => text)).toEqual([
      { en: "{article}", es: "{article}" },
    ]);
  });

  test("a file goes with a short answer, and after a long one", () => {
    const short = flowOf({ assetId: 3 });
    expect(stepOf(short, "say").map(({ text, assetId }) => [text.en, assetId])).toEqual([
      ["Soon.", 3],
    ]);
    const long = flowOf({ assetId: 3, answers: { en: "x".repeat(2000) } });
    expect(stepOf(long, "say").map(({ text, assetId }) => [text.en?.length, assetId])).toEqual([
      [2000, undefined],
      [undefined, 3],
    ]);
  });

  test("what does not fit into one message is several", () => {
    const flow = flowOf(
      { answers: { en: "x".repeat(2500) }, articleId: 1 },
      { en: "y".repeat(2500) },
    );
    expect(stepOf(flow, "say").map(({ id, next }) => [id, next])).toEqual([
      ["answer", "answer-2"],
      ["answer-2", null],
    ]);
  });

  test("a flow takes the place of all that, with the ticket's category set before", () => {
    const flow = flowOf({ ...whereIsMyOrder.terms, flowId: 12 });
    expect(flow.steps).toEqual([
      {
        id: "category",
        kind: "set",
        changes: [{ set: "category", value: "delivery" }],
        next: "flow",
      },
      { id: "flow", kind: "jump", flowId: 12 },
    ]);
  });

  test("whatever the terms, the dialogue may be published", () => {
    const words = fc.constantFrom({ en: "One" }, { en: "One", fr: "Un" }, { en: "x".repeat(4000) });
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const terms = fc.record({
      answers: fc.constantFrom({}, { en: "Soon, {name}." }, { en: "x".repeat(3900) }),
      assetId: maybe(fc.constant(1)),
      link: maybe(fc.constant("https://loja-azul.example")),
      fields: fc.array(
        fc.record({ input: fc.constantFrom(...inputKinds), isOptional: fc.boolean() }),
        { maxLength: 5 },
      ),
      hasLookUp: fc.boolean(),
      asksWhetherSolved: fc.boolean(),
      category: maybe(fc.constant("delivery")),
    });
    fc.assert(
      fc.property(
        terms,
        words,
        fc.boolean(),
        ({ fields, hasLookUp, answers, ...rest }, body, hasArticle) => {
          fc.pre(hasArticle || Object.keys(answers).length > 0);
          const flow = flowOf(
            {
              ...rest,
              answers,
              articleId: hasArticle ? 1 : null,
              fields: fields.map((field, n) => ({
                ...field,
                key: `detail_${n}`,
                question: { en: "Which?" },
              })),
              lookUp: hasLookUp
                ? {
                    connectionId: 1,
                    method: "GET",
                    path: "/x",
                    map: [{ path: "a", save: "a" }],
                    timeoutSeconds: 8,
                  }
                : null,
            },
            hasArticle ? body : {},
          );
          const problems = flowProblems(flow);
          expect(problems.filter(({ isGrave }) => isGrave)).toEqual([]);
          expect(isPublishable(problems)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("with a customer", () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  test("symptom → detail → ticket #N with a first step → still not working → a person, same ticket, everything gathered", async () => {
    const incident = await addIncident(desk);
    const carla = await customerOf(desk);
    await carla.hears();
    await carla.says("hi, where is my order??");
    expect((await carla.hears()).at(-1)).toEndWith("What is the order number?");
    await carla.says("1042");
    expect(await carla.hears()).toEqual([
      "Your ticket is #1. Order 1042 leaves us within two working days.\n\nDid this solve it?",
    ]);
    await carla.taps("Not yet");
    const [told] = await carla.hears();
    expect(told).toContain("#1");
    const { outcome, ticket_id, variables } = await carla.run();
    expect([outcome, ticket_id, variables.order_number]).toEqual(["handed-over", 1, "1042"]);
    const ticket = await desk.recado.db
      .selectFrom("tickets")
      .select(["id", "bot_state", "priority", "category", "is_escalated"])
      .execute();
    expect(ticket).toEqual([
      { id: 1, bot_state: "off", priority: "high", category: "delivery", is_escalated: 1 },
    ]);
    const { hit_count, solved_count, unsolved_count } = await getIncident(
      desk.recado.db,
      incident.id,
    );
    expect([hit_count, solved_count, unsolved_count]).toEqual([1, 0, 1]);
    expect(await figuresSince(desk.recado.db, 0)).toEqual(
      new Map([[incident.id, { asked: 1, solved: 0, unsolved: 1 }]]),
    );
    // A former month does not count.
    expect(await figuresSince(desk.recado.db, desk.clock.now() + 1)).toEqual(new Map());
  });

  test("yes: thanks, solved, and no person is called", async () => {
    const incident = await addIncident(desk);
    const carla = await customerOf(desk);
    await carla.says("where is my order");
    await carla.says("1042");
    await carla.hears();
    await carla.taps("Yes");
    expect(await carla.hears()).toEqual(["Glad to hear it! Write to us any time."]);
    expect((await carla.run()).outcome).toBe("solved");
    const { solved_count } = await getIncident(desk.recado.db, incident.id);
    expect(solved_count).toBe(1);
  });

  test("one that is switched off or deleted is not understood any more", async () => {
    await addIncident(desk, { enabled: false });
    const carla = await customerOf(desk);
    await carla.hears();
    await carla.says("where is my order");
    expect((await carla.hears()).join()).not.toContain("order number");
  });
});

test("what is only tried out in the simulator is in no incident's figures", async () => {
  const desk = await openDesk();
  await customerOf(desk);
  const { id } = await addIncident(desk, { terms: { fields: [] } });
  const ana = await desk.browserOf(desk.people.ana);
  const who = cast[0]?.key ?? "";
  for (const text of ["where is my order", "no"]) {
    await ana.send("POST", "/simulator/messages", { who, text });
    await desk.work.processor.kick();
  }
  const ended = await desk.recado.db.selectFrom("flow_runs").select("outcome").execute();
  expect(ended).toEqual([{ outcome: "handed-over" }]);
  const { hit_count, solved_count, unsolved_count } = await getIncident(desk.recado.db, id);
  expect([hit_count, solved_count, unsolved_count]).toEqual([0, 0, 0]);
  await desk.close();
});
