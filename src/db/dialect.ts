import type { Database, Statement } from "bun:sqlite";
import { SqliteDialect } from "kysely";

/** Prepared statements kept per connection; the hot ones are a few dozen. */
const STATEMENT_LIMIT = 400;

/** Kysely's own SQLite dialect over `bun:sqlite`, with prepared statements kept. */
export function bunDialect(database: Database): SqliteDialect {
  const kept = new Map<string, ReturnType<typeof adapt>>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        let statement = kept.get(text);
        if (!statement) {
          if (kept.size >= STATEMENT_LIMIT) kept.clear();
          statement = adapt(database.prepare(text));
          kept.set(text, statement);
        }
        return statement;
      },
    },
  });
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
