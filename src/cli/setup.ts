import { readFile } from "node:fs/promises";
import { languages } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { hashPassword, requirePassword } from "../users/passwords.ts";
import { setUp } from "../users/setup.ts";
import { type Command, optionalText, print, requireText, type Values } from "./command.ts";
import { withRecado } from "./with-recado.ts";

export const setup: Command = {
  name: "setup",
  summary: "Makes the business and its first owner without a browser. Works once.",
  options: {
    business: { type: "string" },
    email: { type: "string" },
    name: { type: "string" },
    language: { type: "string" },
    timezone: { type: "string" },
    "password-file": { type: "string" },
    json: { type: "boolean" },
  },
  help: {
    business: "the business's name, as customers know it",
    email: "the owner's e-mail address, to sign in with",
    name: "the owner's name",
    language: "fr, pt, en or es",
    timezone: "such as Europe/Paris",
    "password-file": "file that holds the password (or set RECADO_SETUP_PASSWORD)",
    json: "print JSON",
  },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const first = {
        business: requireText(values, "business"),
        email: requireText(values, "email"),
        name: requireText(values, "name"),
        language: requireLanguage(requireText(values, "language")),
        timezone: requireText(values, "timezone"),
      };
      const password = await readPassword(values, "RECADO_SETUP_PASSWORD");
      const passwordHash = await hashPassword(password);
      const id = await recado.write((tx) =>
        setUp(tx, { ...first, passwordHash }, recado.clock.now()),
      );
      const result = {
        user: { id, email: first.email.toLowerCase(), name: first.name, role: "owner" },
        business: first.business,
      };
      print(
        values.json
          ? JSON.stringify(result)
          : `${first.business} is set up. ${first.email} can sign in.`,
      );
    }),
};

export function requireLanguage(text: string): Language {
  const language = languages.find((known) => known === text.toLowerCase());
  if (language) return language;
  throw new AppError(
    "invalid",
    `"${text}" is not a language of Recado. Give one of: ${languages.join(", ")}.`,
  );
}

/** From --password-file, else from the environment. @throws AppError `invalid`. */
export async function readPassword(values: Values, variable: string): Promise<string> {
  const path = optionalText(values, "password-file");
  const password = path ? await readPasswordFile(path) : (process.env[variable] ?? "");
  if (!password)
    throw new AppError(
      "invalid",
      `Give a password: set ${variable} or name a file with --password-file.`,
    );
  requirePassword(password);
  return password;
}

async function readPasswordFile(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/\r?\n$/, "");
  } catch {
    throw new AppError("invalid", `--password-file: cannot read ${path}.`);
  }
}
