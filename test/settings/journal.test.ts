import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { pageByKey } from "../../src/settings/page-by-key.ts";
import { prettyBody } from "../../src/settings/pretty-body.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

async function idsOn(path: string): Promise<number[]> {
  const text = await (await ana.get(path)).text();
  return [...text.matchAll(/href="\/settings\/webhooks\/(\d+)"/g)].map((match) => Number(match[1]));
}

describe("The webhook journal", () => {
  test("lists newest first, and keeps its pages while more arrive", async () => {
    for (let n = 0; n < 70; n += 1) await desk.postWebhook("{}");
    await desk.work.processor.kick();
    expect(await idsOn("/settings/webhooks")).toEqual(Array.from({ length: 30 }, (_, n) => 70 - n));
    await desk.postWebhook("{}");
    expect(await idsOn("/settings/webhooks?before=41")).toEqual(
      Array.from({ length: 30 }, (_, n) => 40 - n),
    );
    expect(await idsOn("/settings/webhooks?before=11")).toEqual(
      Array.from({ length: 10 }, (_, n) => 10 - n),
    );
    expect(await idsOn("/settings/webhooks?after=40")).toEqual(
      Array.from({ length: 30 }, (_, n) => 70 - n),
    );
  });

  test("shows those of one state", async () => {
    await desk.deliver(textWebhook("oi"));
    await desk.deliver("{}");
    expect(await idsOn("/settings/webhooks?state=processed")).toEqual([1]);
    expect(await idsOn("/settings/webhooks?state=ignored")).toEqual([2]);
    expect(await idsOn("/settings/webhooks?state=failed")).toEqual([]);
    expect(await idsOn("/settings/webhooks?state=nonsense")).toEqual([2, 1]);
  });

  test("a failed one stands out with its error, and replay takes it through the pipeline", async () => {
    await desk.postWebhook(textWebhook("oi"));
    await desk.work.processor.kick();
    await desk.recado.write(async (tx) => {
      await tx.deleteFrom("messages").execute();
      await tx
        .updateTable("webhook_events")
        .set({ state: "failed", error: "update 1 (message): boom\nmore" })
        .execute();
    });
    const list = await (await ana.get("/settings/webhooks")).text();
    expect(list).toContain("is-failed");
    expect(list).toContain("update 1 (message): boom");

    const response = await ana.send("POST", "/settings/webhooks/1/replay");
    expect(response.headers.get("location")).toBe("/settings/webhooks/1?done=replayed");
    const event = await desk.recado.db
      .selectFrom("webhook_events")
      .select(["state", "error"])
      .executeTakeFirst();
    expect(event).toEqual({ state: "processed", error: null });
    expect(await desk.recado.db.selectFrom("messages").select("text").execute()).toEqual([
      { text: "oi" },
    ]);
  });

  test("replaying what was done does nothing twice", async () => {
    await desk.deliver(textWebhook("oi"));
    await ana.send("POST", "/settings/webhooks/1/replay");
    expect(await desk.recado.db.selectFrom("messages").select("id").execute()).toHaveLength(1);
    expect(await desk.recado.db.selectFrom("tickets").select("unread_count").execute()).toEqual([
      { unread_count: 1 },
    ]);
  });

  test("the content is text on the page, whatever somebody wrote into it", async () => {
    await desk.deliver(textWebhook("</pre><script>alert(1)</script><img src=x onerror=alert(1)>"));
    const text = await (await ana.get("/settings/webhooks/1")).text();
    expect(text).toContain("&lt;/pre>&lt;script>");
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img");
  });

  test("one that is no JSON is shown as it came", async () => {
    await desk.deliver("not <b>JSON</b>");
    expect(await (await ana.get("/settings/webhooks/1")).text()).toContain("not &lt;b>JSON&lt;/b>");
  });

  test("one that does not exist is not found", async () => {
    for (const id of ["99", "0", "abc", "1;drop", "__proto__"])
      expect((await ana.get(`/settings/webhooks/${id}`)).status).toBe(404);
  });

  test("JSON gets line breaks, and three megabytes are cut", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(prettyBody(bytes('{"a":[1]}')).text).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyBody(bytes("x".repeat(3_000_000)))).toMatchObject({ isCut: true });
  });
});

describe("Paging by key", () => {
  const rows = Array.from({ length: 10 }, (_, n) => ({ id: n + 1 }));
  const list = async ({
    limit,
    order,
    after,
  }: {
    limit: number;
    order: "asc" | "desc";
    after: number | null;
  }) => {
    const sorted = order === "asc" ? rows : rows.toReversed();
    const rest = sorted.filter(
      ({ id }) => after === null || (order === "asc" ? id > after : id < after),
    );
    return rest.slice(0, limit + 1);
  };

  test("the way down meets every row once and ends, and so does the way back up", async () => {
    const seen: number[] = [];
    let query: Record<string, string> = {};
    let last = await pageByKey(query, 4, "/x", list);
    for (;;) {
      seen.push(...last.items.map(({ id }) => id));
      if (!last.older) break;
      query = Object.fromEntries(new URL(last.older, "http://x").searchParams);
      last = await pageByKey(query, 4, "/x", list);
    }
    expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);

    const back: number[][] = [];
    while (last.newer) {
      last = await pageByKey(
        Object.fromEntries(new URL(last.newer, "http://x").searchParams),
        4,
        "/x",
        list,
      );
      back.push(last.items.map(({ id }) => id));
    }
    expect(back).toEqual([
      [6, 5, 4, 3],
      [10, 9, 8, 7],
    ]);
  });
});
