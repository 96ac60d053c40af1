import type { PackageOrder } from "./package-html.ts";
import { iso, type PersonData } from "./person-data.ts";
import { messagesOf, notesOf } from "./person-messages.ts";

/** data.json: the same for programs, written as it is read. */
export async function* packageJson(order: PackageOrder, data: PersonData): AsyncGenerator<string> {
  const head = {
    format: "recado person 1",
    made_at: iso(order.now),
    controller: order.controller,
    ...data,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`;
  yield* listed(messagesOf(order.db, order.contactId));
  if (order.hasNotes) {
    yield `],\n  "notes": [`;
    yield* listed(notesOf(order.db, order.contactId));
  }
  yield "]\n}\n";
}

async function* listed(items: AsyncIterable<object>): AsyncGenerator<string> {
  let separator = "\n";
  for await (const item of items) {
    yield `${separator}    ${JSON.stringify(item)}`;
    separator = ",\n";
  }
}
