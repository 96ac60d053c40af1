import { appendConsentRecord } from "../../src/consent/records.ts";
import { verifyExport } from "../../src/consent-exports/verify-export.ts";
import type { Verdict } from "../../src/consent-exports/verdict.ts";
import type { Desk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

export const script = new URL("../../src/consent-exports/verify.py", import.meta.url).pathname;
export const main = new URL("../../src/main.ts", import.meta.url).pathname;
export const hasPython = Bun.which("python3") !== null;
if (!hasPython) {
  if (process.env.CI === "true") throw new Error("verify.py is tested by python3: install it.");
  console.warn("What verify.py says is not tested: no python3 found.");
}

/** Ana, Bruno and Clara write, agree and change their minds: `count` records from three people. */
export async function addRecords(desk: Desk, count: number): Promise<void> {
  const people = [
    { from: "5511987650001", name: "Clara Nunes" },
    { from: "5511987650002", name: '=HYPERLINK("http://x.example","Bruno")' },
    { from: "5511987650003", name: "Ana 🌻 Souza" },
  ];
  for (const person of people) await desk.deliver(textWebhook("Olá", person));
  await desk.recado.write(async (tx) => {
    for (let n = 0; n < count; n += 1)
      await appendConsentRecord(
        tx,
        {
          contactId: 1 + (n % 3),
          purpose: n % 5 === 4 ? "reviews" : "marketing",
          event: n % 2 ? "withdrawn" : "given",
          method: "agent",
          actor: { type: "agent", id: 1 },
          evidence: { note: `line ${n}\n"said", at the counter; +1` },
          text:
            n % 3 === 0
              ? { body: "News from Loja Azul?\nAt most 4 a month.", language: "en" }
              : null,
          eventAt: desk.clock.now() - (count - n) * 60_000,
        },
        desk.clock.now(),
      );
  });
}

/** verify.py, run by plain python3. */
export function runScript(path: string, ...words: string[]): Verdict & { status: number } {
  const { stdout, stderr, exitCode } = Bun.spawnSync(["python3", script, path, "--json", ...words]);
  if (stdout.length === 0) throw new Error(stderr.toString());
  return { ...(JSON.parse(stdout.toString()) as Verdict), status: exitCode };
}

/** Both, and that they say the same. */
export async function verifyBoth(
  path: string,
  trusted: { key?: string; checkpointFile?: string } = {},
): Promise<Verdict> {
  const { key, checkpointFile } = trusted;
  const checkpoint = checkpointFile ? await Bun.file(checkpointFile).text() : undefined;
  const ours = await verifyExport(path, { key, checkpoint });
  if (!hasPython) return ours;
  const words = [
    ...(key ? ["--key", key] : []),
    ...(checkpointFile ? ["--checkpoint", checkpointFile] : []),
  ];
  const { status, ...theirs } = runScript(path, ...words);
  const said = (verdict: Verdict) => JSON.stringify({ ...verdict, problems: sorted(verdict) });
  const known = JSON.stringify(sortKeys(JSON.parse(said(ours))));
  if (known !== JSON.stringify(sortKeys(JSON.parse(said(theirs)))) || (status === 0) !== ours.ok)
    throw new Error(`verify.py says something else:\n${said(theirs)}\n${known}`);
  return ours;
}

const sorted = ({ problems }: Verdict) =>
  problems.map(({ code, where }) => `${code} ${where}`).toSorted();

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sortKeys(each)]),
  );
}
