import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "kysely";
import { auditedTables } from "../../src/audit/audited-tables.ts";
import { exemptTables } from "../../src/audit/exempt-tables.ts";
import { words } from "../../src/audit/watch-changes.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Of SQLite, Kysely and the search index. */
const inner = /^(?:sqlite_|kysely_|(?:message|article)_search_)/;

async function tables(): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`.execute(desk.recado.db);
  return rows.map(({ name }) => name).filter((name) => !inner.test(name));
}

async function columns(table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM pragma_table_info(${table})`.execute(desk.recado.db);
  return rows.map(({ name }) => name).toSorted();
}

describe("the audit log", () => {
  test("watches each table of the data file, or says why not", async () => {
    const known = [...Object.keys(auditedTables), ...Object.keys(exemptTables)];
    expect(known.toSorted()).toEqual(await tables());
  });

  test("knows of each column whether it is kept, hidden or ignored", async () => {
    for (const [name, { kept, hidden, ignored }] of Object.entries(auditedTables)) {
      const listed = [...words(kept), ...words(hidden), ...words(ignored)].toSorted();
      expect({ name, listed }).toEqual({ name, listed: await columns(name) });
    }
  });

  test("hides whatever looks like a secret or somebody's words", () => {
    const secret = /hash$|token$|password|secret|^keys$|headers|^payload$|^body$|^text$|^note$/;
    const fine = new Set([
      "quick_replies.text",
      "article_texts.body",
      "consent_texts.body",
      "flow_versions.note",
    ]);
    const shown = Object.entries(auditedTables).flatMap(([name, { kept }]) =>
      words(kept)
        .filter((column) => secret.test(column) && !fine.has(`${name}.${column}`))
        .map((column) => `${name}.${column}`),
    );
    expect(shown).toEqual([]);
  });
});
