import { consentExport, consentVerify } from "./cli/consent.ts";
import { consentNewKey } from "./cli/new-key.ts";
import { consentCheck, consentUpload, consentWrite } from "./cli/consent-work.ts";
import { auditExportCommand } from "./cli/audit.ts";
import { auditWrite } from "./cli/audit-work.ts";
import { doctor } from "./cli/doctor.ts";
import { findTraces } from "./cli/find-traces.ts";
import { healthcheck, versionCommand } from "./cli/health.ts";
import { type Command, helpOf, parseCommand, print } from "./cli/command.ts";
import { dev } from "./cli/dev.ts";
import { seed } from "./cli/seed.ts";
import { serve } from "./cli/serve.ts";
import { setup } from "./cli/setup.ts";
import { setupLink } from "./cli/setup-link.ts";
import { simulate } from "./cli/simulate.ts";
import { tokenCreate, tokenList, tokenRevoke } from "./cli/token.ts";
import { userAdd, userList, userResetPassword } from "./cli/user.ts";
import { ConfigError, loadConfig, variables } from "./config.ts";
import { AppError } from "./http/errors.ts";

const commands: Command[] = [
  serve,
  versionCommand,
  healthcheck,
  doctor,
  setup,
  setupLink,
  userAdd,
  userList,
  userResetPassword,
  tokenCreate,
  tokenList,
  tokenRevoke,
  consentExport,
  consentVerify,
  consentNewKey,
  consentCheck,
  consentWrite,
  consentUpload,
  auditExportCommand,
  auditWrite,
  seed,
  simulate,
  dev,
  findTraces,
];

// Data file, key and media are for the owner alone, also in a folder that others may enter.
process.umask(0o077);
await main(process.argv.slice(2));

async function main(words: string[]): Promise<void> {
  try {
    const isBare = words.length === 0 || words[0]?.startsWith("-");
    if (words[0] === "--help" || words[0] === "-h" || words[0] === "help") return print(overview());
    if (words[0] === "--version" || words[0] === "-v")
      return await runCommand(versionCommand, words.slice(1));
    const command = isBare ? serve : findCommand(words);
    await runCommand(command, isBare ? words : words.slice(command.name.split(" ").length));
    process.exit(0);
  } catch (error) {
    const isExpected = error instanceof AppError || error instanceof ConfigError;
    process.stderr.write(
      `recado: ${isExpected || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)}\n`,
    );
    process.exit(1);
  }
}

async function runCommand(command: Command, words: string[]): Promise<void> {
  const { values, positionals } = parseCommand(command, words);
  if (values.help) return print(helpOf(command));
  await command.run(loadConfig(process.env), values, positionals);
}

/** `token create …` is one command, `token` alone lists its kin. */
function findCommand(words: string[]): Command {
  const found = commands.find(({ name }) =>
    name.split(" ").every((word, index) => words[index] === word),
  );
  if (found) return found;
  const kin = commands.filter(({ name }) => name.startsWith(`${words[0]} `));
  if (kin.length === 0)
    throw new AppError("invalid", `There is no command "${words[0]}". See: recado --help`);
  if (words[1] === "--help" || words[1] === "-h") {
    print(kin.map(helpOf).join("\n\n"));
    process.exit(0);
  }
  throw new AppError("invalid", `Say which: ${kin.map(({ name }) => `recado ${name}`).join(", ")}`);
}

function overview(): string {
  const lines = commands
    .filter(({ isInternal }) => !isInternal)
    .map(({ name, summary }) => `  ${name.padEnd(22)}${summary}`);
  const environment = Object.entries(variables).map(
    ([name, text]) => `  ${name.padEnd(30)}${text}`,
  );
  return [
    "Recado: a self-hosted WhatsApp desk.",
    "",
    "recado [COMMAND] [--help]",
    "",
    ...lines,
    "",
    "Environment (each also as NAME_FILE, naming a file that holds the value):",
    ...environment,
  ].join("\n");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
