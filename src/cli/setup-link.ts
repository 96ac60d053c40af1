import { renderUnicodeCompact } from "uqr";
import type { Recado } from "../recado.ts";
import { insertSetupLink } from "../users/setup.ts";
import type { Command } from "./command.ts";
import { print } from "./command.ts";
import { withRecado } from "./with-recado.ts";

export const setupLink: Command = {
  name: "setup-link",
  summary:
    "Prints a new one-time link for the first set-up in the browser; the one before no longer works.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const url = await makeSetupUrl(recado);
      print(values.json ? JSON.stringify({ url }) : url);
    }),
};

/** Writes the link to the log; with a QR code where somebody looks at a terminal. */
export async function offerSetupLink(recado: Recado): Promise<void> {
  const url = await makeSetupUrl(recado);
  recado.log.warn("setup.open", { link: url, valid_minutes: 30 });
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\nOpen this page to set Recado up (valid for 30 minutes):\n\n  ${url}\n\n`);
  process.stderr.write(`${renderUnicodeCompact(url)}\n\n`);
}

async function makeSetupUrl(recado: Recado): Promise<string> {
  const token = await recado.write((tx) => insertSetupLink(tx, recado.clock.now()));
  const url = new URL("/setup", recado.config.baseUrl);
  url.searchParams.set("token", token);
  return url.href;
}
