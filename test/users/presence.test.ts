import { afterEach, beforeEach, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { insertShift } from "../../src/routing/shifts.ts";
import { insertTeam } from "../../src/routing/teams.ts";
import { choosePresence, presenceOf, touchPages } from "../../src/users/presence.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
let bruno: number;
beforeEach(async () => {
  // Monday, 21 September 2026, 14:00 UTC: 11:00 in São Paulo.
  desk = await openDesk();
  bruno = desk.people.bruno;
});
afterEach(() => desk.close());

const now = () => desk.clock.now();
const presence = async () => (await presenceOf(desk.recado.db, [bruno], now())).get(bruno);
const open = () => desk.recado.write((tx) => touchPages(tx, [bruno], now()));

/** A shift of Bruno's on Mondays, by the wall of São Paulo. */
const shift = (starts: string, ends: string) =>
  desk.recado.write(async (tx) => {
    const input = { calendar: null, assignment: "manual", isSticky: true } as const;
    const members = [{ id: bruno, isLead: false }];
    const team = await insertTeam(tx, { ...input, name: `Team ${starts}`, members }, now());
    await insertShift(tx, {
      team_id: team.id,
      user_id: bruno,
      week: 1,
      weekday: "monday",
      starts,
      ends,
    });
    return team.id;
  });

async function addPush() {
  const browser = await desk.browserOf(bruno);
  const subscription = {
    endpoint: "https://push.example/1",
    p256dh: "p".repeat(87),
    auth: "a".repeat(22),
  };
  await browser.send("POST", "/settings/notifications/devices", subscription);
  // The page itself is closed again.
  await desk.recado.write((tx) =>
    tx.updateTable("users").set({ page_seen_at: null }).where("id", "=", bruno).execute(),
  );
}

test("without shifts an open page is presence, and five minutes without a sign are not", async () => {
  expect(await presence()).toBe("away");
  await open();
  expect(await presence()).toBe("online");
  desk.clock.advance(5 * MINUTE - 1);
  expect(await presence()).toBe("online");
  desk.clock.advance(1);
  expect(await presence()).toBe("away");
});

test("between the shifts one is off, whatever page is open", async () => {
  await shift("13:00", "18:00");
  await open();
  expect(await presence()).toBe("off");
  desk.clock.advance(2 * 60 * MINUTE);
  await open();
  expect(await presence()).toBe("online");
});

test("a shift of any team counts, one of an archived team does not", async () => {
  await shift("13:00", "18:00");
  const morning = await shift("09:00", "12:00");
  await open();
  expect(await presence()).toBe("online");
  await desk.recado.write((tx) =>
    tx.updateTable("teams").set({ archived_at: now() }).where("id", "=", morning).execute(),
  );
  expect(await presence()).toBe("off");
});

test("push reaches somebody for the whole of their shift, and not outside of it", async () => {
  await addPush();
  expect(await presence()).toBe("away");
  await shift("09:00", "12:00");
  expect(await presence()).toBe("online");
  desk.clock.advance(60 * MINUTE);
  expect(await presence()).toBe("off");
});

test("what was chosen by hand wins over shift and page", async () => {
  await shift("13:00", "18:00");
  for (const choice of ["online", "away", "off"] as const) {
    await desk.recado.write((tx) => choosePresence(tx, bruno, choice));
    expect(await presence()).toBe(choice);
  }
  await desk.recado.write((tx) => choosePresence(tx, bruno, "auto"));
  expect(await presence()).toBe("off");
});

test("who is deactivated, or whose time has ended, is off", async () => {
  await desk.recado.write((tx) => choosePresence(tx, bruno, "online"));
  const set = (columns: { deactivated_at?: number | null; access_ends_at?: number | null }) =>
    desk.recado.write((tx) =>
      tx.updateTable("users").set(columns).where("id", "=", bruno).execute(),
    );
  await set({ access_ends_at: now() });
  expect(await presence()).toBe("off");
  await set({ access_ends_at: now() + 1 });
  expect(await presence()).toBe("online");
  await set({ deactivated_at: now() });
  expect(await presence()).toBe("off");
});
