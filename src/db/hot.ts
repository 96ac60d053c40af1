import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely";
import { prepareOf } from "./dialect.ts";
import type { Schema } from "./schema.ts";

class Slot {
  constructor(readonly name: string) {}
}

/**
 * A query that is built and compiled once, then only bound, and run on the
 * connection itself: building it anew for each message costs half the throughput,
 * Kysely's executor half of the rest (`npm run bench`).
 *
 * @example
 * const findByWamid = hot((db, p: { wamid: string }) =>
 *   db.selectFrom("messages").select("id").where("wamid", "=", p.wamid));
 * const [row] = await findByWamid(tx, { wamid });
 */
export function hot<P extends object, R>(
  build: (db: Kysely<Schema>, parameters: P) => Compilable<R>,
): (db: Kysely<Schema>, parameters: P) => Promise<R[]> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as P;
  let compiled: CompiledQuery<R> | undefined;
  return async (db, parameters) => {
    compiled ??= build(db, slots).compile() as CompiledQuery<R>;
    const bound = compiled.parameters.map((value) =>
      value instanceof Slot ? parameters[value.name as keyof P] : value,
    );
    const statement = prepareOf(db)?.(compiled.sql);
    if (!statement) return (await db.executeQuery<R>({ ...compiled, parameters: bound })).rows;
    if (statement.reader) return statement.all(bound) as R[];
    statement.run(bound);
    return [];
  };
}

/**
 * A bound value that SQLite's planner does not look at. In a query with ORDER BY it
 * reads what is bound to `column = ?`, and therefore prepares the statement anew
 * each time that another value is bound: 3 to 90 µs (seen with SQLite 3.54).
 */
export function unseen<T>(value: T): RawBuilder<T> {
  return sql<T>`(select ${value})`;
}
