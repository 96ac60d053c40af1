import type { Compilable, CompiledQuery, Kysely } from "kysely";
import { prepareOf } from "./dialect.ts";
import type { Schema } from "./schema.ts";

class Slot {
  constructor(readonly name: string) {}
}

/** A finished text, and what is bound to its question marks, in their order. */
interface Finished {
  text: string;
  names: string[];
}

type Find<P, R> = (db: Kysely<Schema>, parameters: P) => Promise<R[]>;

interface Hot<P, R> extends Find<P, R> {
  /** Once for each, without a turn between them. */
  forEach(db: Kysely<Schema>, rows: P[]): Promise<void>;
}

/**
 * A query that is built and compiled once, then only bound, and run on the
 * connection itself: building it anew for each message costs half the throughput,
 * Kysely's executor half of the rest (`npm run bench -- drain`).
 *
 * @example
 * const findByWamid = hot((db, p: { wamid: string }) =>
 *   db.selectFrom("messages").select("id").where("wamid", "=", p.wamid));
 * const [row] = await findByWamid(tx, { wamid });
 */
export function hot<P extends object, R>(
  build: (db: Kysely<Schema>, parameters: P) => Compilable<R>,
): Hot<P, R> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as P;
  let compiled: CompiledQuery<R> | undefined;
  let finished: Finished | undefined;

  const find: Find<P, R> = async (db, parameters) => {
    compiled ??= build(db, slots).compile() as CompiledQuery<R>;
    const prepare = prepareOf(db);
    if (!prepare) {
      const bound = compiled.parameters.map((value) =>
        value instanceof Slot ? (parameters as Record<string, unknown>)[value.name] : value,
      );
      return (await db.executeQuery<R>({ ...compiled, parameters: bound })).rows;
    }
    finished ??= finish(compiled);
    const statement = prepare(finished.text);
    const bound = bind(finished, parameters);
    if (statement.reader) return statement.all(bound) as R[];
    statement.run(bound);
    return [];
  };

  const forEach: Hot<P, R>["forEach"] = async (db, rows) => {
    const prepare = prepareOf(db);
    if (!prepare) {
      for (const row of rows) await find(db, row);
      return;
    }
    finished ??= finish(build(db, slots).compile());
    const statement = prepare(finished.text);
    for (const row of rows) statement.run(bind(finished, row));
  };

  return Object.assign(find, { forEach });
}

function bind({ names }: Finished, parameters: object): unknown[] {
  return names.map((name) => (parameters as Record<string, unknown>)[name]);
}

/**
 * Words the text so that SQLite plans it once. What never changes stands in the text,
 * where a partial index can be matched with it. In a query with ORDER BY or LIMIT the
 * planner reads what is bound, and each other value makes it prepare the statement
 * anew (3 to 90 µs, SQLite 3.54): inside a subquery it does not look.
 */
function finish({ sql, parameters }: CompiledQuery): Finished {
  const parts = sql.split("?");
  if (parts.length !== parameters.length + 1) throw new Error(`a question mark too many: ${sql}`);
  const mark = / (?:order by|limit) /.test(sql) ? "(select ?)" : "?";
  const words = parameters.map((value) => (value instanceof Slot ? mark : literal(value)));
  return {
    text: parts.map((part, index) => part + (words[index] ?? "")).join(""),
    names: parameters.flatMap((value) => (value instanceof Slot ? [value.name] : [])),
  };
}

function literal(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && !value.includes("?")) return `'${value.replaceAll("'", "''")}'`;
  throw new Error("only whole numbers, texts and null can stand in a hot query");
}
