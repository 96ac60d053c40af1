import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { brokenCopy, patience, report, root } from "./battery.ts";
import { type Figures, runMatrix, unlistedOf } from "./roles-matrix.ts";
import { routesByRole } from "./routes-by-role.ts";

/** Counts for a reader; the lists themselves are for the expectations. */
function counted(figures: Figures): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === "number" ? value : value.length,
    ]),
  );
}

test(
  "nobody gets, sees or changes what their role does not give them, by any route",
  async () => {
    const figures = await runMatrix();
    report("8 roles", counted(figures));
    expect(figures.unlisted).toEqual([]);
    expect(figures.stale).toEqual([]);
    expect(figures.wrong).toEqual([]);
    expect(figures.leaks).toEqual([]);
    expect(figures.absent).toEqual([]);
    expect(figures.requests).toBeGreaterThan(5_000);
  },
  // Half a minute alone; beside other work on two cores it may take three.
  3 * patience,
);

test(
  "queries that have lost their scope are caught",
  async () => {
    const broken = brokenCopy(
      {
        file: "src/contacts/list-contacts.ts",
        replace: /\.where\(\(where\) => isVisibleContact\(where, scope\)\)/,
        by: "",
      },
      {
        file: "src/inbox/tickets.ts",
        replace:
          /(?<=\.where\("asked\.id", "=", number\),\s*\)\s*)\.where\(\(where\) => isVisible\(where, scope\)\)/,
        by: "",
      },
      {
        file: "src/whatsapp/media.ts",
        replace: /\.where\(\(where\) => isOfVisibleTicket\(where, "messages", scope\)\)/,
        by: "",
      },
    );
    try {
      for (const part of ["test/support", "test/trust", "test/payloads"])
        cpSync(join(root, part), join(broken.root, part), { recursive: true });
      const run = Bun.spawn(
        [process.execPath, join(broken.root, "test/trust/roles-matrix.ts"), "agent"],
        {
          cwd: broken.root,
          stdout: "pipe",
          stderr: "inherit",
        },
      );
      const figures = JSON.parse(await new Response(run.stdout).text()) as Figures;
      report("8 broken on purpose", counted(figures));
      expect(figures.leaks.some((leak) => leak.includes("GET /contacts"))).toBe(true);
      expect(figures.leaks.some((leak) => /PUT .* changed othersticket$/.test(leak))).toBe(true);
      expect(figures.wrong.some((wrong) => wrong.includes("GET /media/:id of"))).toBe(true);
    } finally {
      broken.remove();
    }
  },
  patience,
);

test("a route that nobody has listed is found", () => {
  expect(unlistedOf([...Object.keys(routesByRole), "GET /planted"])).toEqual(["GET /planted"]);
});
