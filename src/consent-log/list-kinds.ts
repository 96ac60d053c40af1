import { type Kysely, sql } from "kysely";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { ConsentEvent, ConsentMethod, Schema } from "../db/schema.ts";

/** A kind of record. */
export interface Kind {
  purpose: string;
  event: ConsentEvent;
  method: ConsentMethod;
}

/** What the partial index consent_records_by_kind asks of a query. */
export const isIndexed = sql<boolean>`seq > 0`;

// A column each: (purpose, event, method) > (…) as one would read every record of the first kind.
const nextPurpose = hot((db, p: { after: string }) =>
  indexed(db).select("purpose").where("purpose", ">", p.after).orderBy("purpose").limit(1),
);
const nextEvent = hot((db, p: { purpose: string; after: string }) =>
  indexed(db)
    .select("event")
    .where("purpose", "=", p.purpose)
    .where("event", ">", p.after as ConsentEvent)
    .orderBy("event")
    .limit(1),
);
const nextMethod = hot((db, p: { purpose: string; event: ConsentEvent; after: string }) =>
  indexed(db)
    .select("method")
    .where("purpose", "=", p.purpose)
    .where("event", "=", p.event)
    .where("method", ">", p.after as ConsentMethod)
    .orderBy("method")
    .limit(1),
);

function indexed(db: Kysely<Schema>) {
  return db.selectFrom("consent_records").where(isIndexed);
}

/** Which kinds of records there are: a look into the index for each, however long the log is. */
export async function listKinds(db: Db): Promise<Kind[]> {
  const kinds: Kind[] = [];
  for await (const { purpose } of walk((after) => nextPurpose(db, { after }), "purpose"))
    for await (const { event } of walk((after) => nextEvent(db, { purpose, after }), "event"))
      for await (const { method } of walk(
        (after) => nextMethod(db, { purpose, event, after }),
        "method",
      ))
        kinds.push({ purpose, event, method });
  return kinds;
}

/** Each different value of a column, in their order. */
async function* walk<Column extends string, Row extends Record<Column, string>>(
  next: (after: string) => Promise<Row[]>,
  column: Column,
): AsyncGenerator<Row> {
  for (let after = ""; ;) {
    const [row] = await next(after);
    if (!row) return;
    yield row;
    after = row[column];
  }
}
