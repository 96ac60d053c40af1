import { AppError } from "../http/errors.ts";
import type { Role } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { hashPassword } from "../users/passwords.ts";
import { roleRights } from "../users/permissions.ts";
import { deleteSessions } from "../users/sessions.ts";
import { getUserByEmail, insertUser, listUsers } from "../users/users.ts";
import { type Command, isoOrNull, optionalText, print, printRows, requireText } from "./command.ts";
import { readPassword, requireLanguage } from "./setup.ts";
import { withRecado } from "./with-recado.ts";

const passwordOptions = { "password-file": { type: "string" }, json: { type: "boolean" } } as const;
const passwordHelp = {
  "password-file": "file that holds the password (or set RECADO_USER_PASSWORD)",
  json: "print JSON",
};

export const userAdd: Command = {
  name: "user add",
  summary: "Adds a person.",
  options: {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    language: { type: "string" },
    ...passwordOptions,
  },
  help: {
    email: "to sign in with",
    name: "as colleagues know them",
    role: `${Object.keys(roleRights).join(", ")} (default agent)`,
    language: "fr, pt, en or es (default: the business's)",
    ...passwordHelp,
  },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const email = requireText(values, "email");
      const name = requireText(values, "name");
      const role = requireRole(optionalText(values, "role") ?? "agent");
      const business = await getSetting(recado.db, "business");
      const language = requireLanguage(
        optionalText(values, "language") ?? business?.language ?? "en",
      );
      const passwordHash = await hashPassword(await readPassword(values, "RECADO_USER_PASSWORD"));
      const id = await recado.write((tx) =>
        insertUser(tx, { email, name, role, passwordHash, language }, recado.clock.now()),
      );
      print(
        values.json
          ? JSON.stringify({ id, email: email.toLowerCase(), name, role })
          : `${name} (${role}) can sign in with ${email}.`,
      );
    }),
};

function requireRole(text: string): Role {
  if (Object.hasOwn(roleRights, text)) return text as Role;
  throw new AppError(
    "invalid",
    `"${text}" is not a role. Give one of: ${Object.keys(roleRights).join(", ")}.`,
  );
}

export const userList: Command = {
  name: "user list",
  summary: "Lists the people.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const rows = (await listUsers(recado.db)).map((row) => ({
        ...row,
        created_at: isoOrNull(row.created_at),
        deactivated_at: isoOrNull(row.deactivated_at),
      }));
      printRows(rows, values.json === true);
    }),
};

export const userResetPassword: Command = {
  name: "user reset-password",
  usage: "EMAIL",
  summary: "Sets a person's password and ends their sessions.",
  options: passwordOptions,
  help: passwordHelp,
  positionals: true,
  run: (config, values, [email]) =>
    withRecado(config, async (recado) => {
      if (!email)
        throw new AppError("invalid", "Give the person's e-mail: recado user reset-password EMAIL");
      const user = await getUserByEmail(recado.db, email);
      const passwordHash = await hashPassword(await readPassword(values, "RECADO_USER_PASSWORD"));
      await recado.write(async (tx) => {
        await tx
          .updateTable("users")
          .set({ password_hash: passwordHash })
          .where("id", "=", user.id)
          .execute();
        await tx.deleteFrom("login_attempts").where("email", "=", user.email).execute();
        await deleteSessions(tx, user.id);
      });
      print(
        values.json
          ? JSON.stringify({ id: user.id, email: user.email })
          : `${user.email} has a new password; all sessions ended.`,
      );
    }),
};
