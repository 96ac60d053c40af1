import { expect, test } from "bun:test";
import { openDesk } from "../support/desk.ts";

test("in a flood of acknowledgements other writing waits, but not for ever", async () => {
  const desk = await openDesk();
  const { queue } = desk.recado.store;
  const acknowledge = queue.collect(async (_, items: number[]) => items);
  let isOver = false;
  let groups = 0;
  async function flood(): Promise<void> {
    while (!isOver) {
      await Promise.all(Array.from({ length: 32 }, (_, index) => acknowledge(index)));
      groups += 1;
    }
  }
  const flooding = Promise.all([flood(), flood()]);
  while (groups < 3) await new Promise(setImmediate);
  const before = groups;
  const written = await desk.recado.write(async () => groups);
  isOver = true;
  await flooding;
  expect(written - before).toBeGreaterThan(5);
  await desk.close();
});

test("without a flood writing begins at once", async () => {
  const desk = await openDesk();
  const { queue } = desk.recado.store;
  const acknowledge = queue.collect(async (_, items: number[]) => items);
  await acknowledge(1);
  const order: string[] = [];
  const writing = desk.recado.write(async () => void order.push("written"));
  await writing;
  await acknowledge(2).then(() => order.push("acknowledged"));
  expect(order).toEqual(["written", "acknowledged"]);
  await desk.close();
});
