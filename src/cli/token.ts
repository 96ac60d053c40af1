import { AppError } from "../http/errors.ts";
import { scopes } from "../users/permissions.ts";
import { insertToken, listTokens, revokeToken } from "../users/tokens.ts";
import { type Command, isoOrNull, print, printRows, requireText } from "./command.ts";
import { withRecado } from "./with-recado.ts";

export const tokenCreate: Command = {
  name: "token create",
  summary: "Makes an API token and prints it: the only time that it is shown.",
  options: {
    name: { type: "string" },
    scope: { type: "string", multiple: true },
    json: { type: "boolean" },
  },
  help: {
    name: "what the token is for",
    scope: `may be repeated; none means all: ${scopes.join(", ")}`,
    json: "print JSON",
  },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const wanted = ((values.scope ?? []) as string[])
        .flatMap((scope) => scope.split(","))
        .filter(Boolean);
      const name = requireText(values, "name");
      const made = await recado.write((tx) =>
        insertToken(tx, { name, scopes: wanted }, recado.clock.now()),
      );
      print(values.json ? JSON.stringify(made) : made.token);
    }),
};

export const tokenList: Command = {
  name: "token list",
  summary: "Lists the API tokens; never their text.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: (config, values) =>
    withRecado(config, async (recado) => {
      const rows = (await listTokens(recado.db)).map((row) => ({
        ...row,
        created_at: isoOrNull(row.created_at),
        last_used_at: isoOrNull(row.last_used_at),
        revoked_at: isoOrNull(row.revoked_at),
      }));
      printRows(rows, values.json === true);
    }),
};

export const tokenRevoke: Command = {
  name: "token revoke",
  usage: "ID",
  summary: "Ends an API token at once.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  positionals: true,
  run: (config, values, [id]) =>
    withRecado(config, async (recado) => {
      if (!id || !/^\d+$/.test(id))
        throw new AppError("invalid", "Give the token's id: recado token revoke ID");
      await recado.write((tx) => revokeToken(tx, Number(id), recado.clock.now()));
      print(
        values.json ? JSON.stringify({ id: Number(id), revoked: true }) : `Token ${id} is revoked.`,
      );
    }),
};
