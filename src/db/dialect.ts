import type { Database, Statement } from "bun:sqlite";
import { Kysely, SqliteDialect } from "kysely";

/** Prepared statements kept per connection; the hot ones are a few dozen. */
const STATEMENT_LIMIT = 400;

type Prepared = ReturnType<typeof adapt>;
/** A statement of `text`, prepared the first time only. */
type Prepare = (text: string) => Prepared;

const prepares = new WeakMap<object, Prepare>();

/** Kysely's own SQLite dialect over `bun:sqlite`, with prepared statements kept. */
export function openKysely<Tables>(database: Database): Kysely<Tables> {
  const prepare = keepPrepared(database);
  const dialect = new SqliteDialect({ database: { close: () => database.close(), prepare } });
  const db = new Kysely<Tables>({ dialect });
  prepares.set(db, prepare);
  return db;
}

/**
 * How to reach the connection behind `db` without Kysely's executor, whose lock and
 * promises cost more than most of our statements (`npm run bench -- drain`).
 * Undefined when it isn't one of `openKysely`.
 */
export function prepareOf(db: object): Prepare | undefined {
  return prepares.get(db);
}

function keepPrepared(database: Database): Prepare {
  const kept = new Map<string, Prepared>();
  return (text) => {
    let statement = kept.get(text);
    if (!statement) {
      if (kept.size >= STATEMENT_LIMIT) kept.clear();
      statement = adapt(database.prepare(text));
      kept.set(text, statement);
    }
    return statement;
  };
}

function adapt(statement: Statement) {
  return {
    reader: statement.columnNames.length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...(parameters as [])),
    run: (parameters: readonly unknown[]) => statement.run(...(parameters as [])),
    iterate: (parameters: readonly unknown[]) =>
      statement.iterate(...(parameters as [])) as IterableIterator<unknown>,
  };
}
