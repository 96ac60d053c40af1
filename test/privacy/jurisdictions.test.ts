import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { dueAt, extendedDueAt } from "../../src/privacy/due-dates.ts";
import {
  jurisdictionCodes,
  jurisdictionProfiles,
  requestKinds,
} from "../../src/privacy/jurisdiction-profiles.ts";
import {
  complaintRoute,
  jurisdictionOf,
  profileOfPhone,
  purposesThatStopEnds,
  senderLine,
} from "../../src/privacy/jurisdictions.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const PARIS = "Europe/Paris";
const at = (text: string, timezone = PARIS) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds;
const dayOf = (instant: number | null, timezone = PARIS) =>
  instant === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(timezone)
        .toPlainDateTime()
        .toString();

describe("the term of a request", () => {
  test("ends in Europe with the same day of the next month, or its last day", () => {
    const { FR } = jurisdictionProfiles;
    const due = (received: string) =>
      dayOf(dueAt(FR, "erasure", { receivedAt: at(received), timezone: PARIS }));
    expect(due("2026-09-21T14:00")).toBe("2026-10-21T23:59:59.999");
    expect(due("2027-01-31T23:59")).toBe("2027-02-28T23:59:59.999");
    // The clocks go back in between.
    expect(due("2026-10-10T00:00")).toBe("2026-11-10T23:59:59.999");
  });

  test("is 15 days in Brazil, 45 in California, and 15 working days there for who objects", () => {
    const { BR, US } = jurisdictionProfiles;
    const when = { receivedAt: at("2026-11-20T10:00"), timezone: PARIS };
    expect(dayOf(dueAt(BR, "access", when))).toStartWith("2026-12-05T23:59");
    expect(dayOf(dueAt(US, "erasure", when))).toStartWith("2027-01-04T23:59");
    // Without weekends and Thanksgiving (26 November).
    expect(dayOf(dueAt(US, "objection", when))).toStartWith("2026-12-14T23:59");
  });

  test("can be put off by two months in Europe, and not at all where the law says nothing of it", () => {
    const { UK, BR, US } = jurisdictionProfiles;
    const from = { dueAt: at("2026-12-31T23:59:59.999"), timezone: PARIS };
    expect(dayOf(extendedDueAt(UK, "access", from))).toStartWith("2027-02-28T23:59");
    expect(extendedDueAt(BR, "access", from)).toBeNull();
    expect(extendedDueAt(US, "objection", from)).toBeNull();
    expect(dayOf(extendedDueAt(US, "access", from))).toStartWith("2027-02-14T23:59");
  });
});

describe("a profile", () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk({ timezone: "Europe/Madrid" });
  });
  afterEach(() => desk.close());

  test("has a term for each kind of request, an authority and its sources, in each country", () => {
    for (const code of jurisdictionCodes) {
      const profile = jurisdictionProfiles[code];
      expect(profile.code).toBe(code);
      for (const kind of requestKinds)
        expect(Object.values(profile.terms[kind])[0]).toBeGreaterThan(0);
      expect(profile.authority.address).not.toBe("");
      expect(profile.textDuties).toContain("stop");
      expect(profile.sources.length).toBeGreaterThan(0);
    }
  });

  test("is the one that was chosen, else that of the business's country, else none", async () => {
    const { db, write } = desk.recado;
    const business = { name: "Loja Azul", language: "es", timezone: "Europe/Madrid" } as const;
    const save = (country: string | null) =>
      write((tx) => saveSetting(tx, "business", { ...business, country }, 0));
    await save("ES");
    expect((await jurisdictionOf(db))?.code).toBe("ES");
    await save("GB");
    expect((await jurisdictionOf(db))?.code).toBe("UK");
    await save("DE");
    expect(await jurisdictionOf(db)).toBeUndefined();
    expect(await complaintRoute(db, "en")).toBeNull();
    const chosen = { jurisdiction: "FR", controller: "", contact: "ana@loja-azul.example" };
    await write((tx) => saveSetting(tx, "privacy", chosen, 0));
    expect((await jurisdictionOf(db))?.code).toBe("FR");
    expect(await complaintRoute(db, "fr")).toContain("CNIL, www.cnil.fr");
    expect(await senderLine(db, "en")).toBe(
      "Sent by Loja Azul. Questions? Write here or to ana@loja-azul.example.",
    );
  });

  test("lets STOP end all that the business starts, unless the business says marketing alone", async () => {
    const { db, write } = desk.recado;
    expect(await purposesThatStopEnds(db)).toEqual(["marketing", "service_updates", "reviews"]);
    const chosen = {
      jurisdiction: "US",
      controller: "",
      contact: "",
      stopEnds: "marketing",
    } as const;
    await write((tx) => saveSetting(tx, "privacy", chosen, 0));
    expect(await purposesThatStopEnds(db)).toEqual(["marketing"]);
  });

  test("is found by the country of a number", () => {
    expect(profileOfPhone("+447400123456")?.code).toBe("UK");
    expect(profileOfPhone("+5511987654321")?.code).toBe("BR");
    expect(profileOfPhone("+4915112345678")).toBeUndefined();
    expect(profileOfPhone(null)).toBeUndefined();
  });
});
