import type { Config } from "../config.ts";
import { openSecrets } from "../settings/secrets.ts";
import { hashPassword } from "../users/passwords.ts";
import { setUp } from "../users/setup.ts";
import { hasUsers } from "../users/users.ts";
import type { Command } from "./command.ts";
import { fillDesk } from "./seed.ts";
import { startServer } from "./serve.ts";
import { withRecado } from "./with-recado.ts";

const email = "ana@loja-azul.example";

export const dev: Command = {
  name: "dev",
  summary:
    "For work on Recado itself: sets up Loja Azul with the demo where nothing is yet, then serves.",
  run: async (config) => {
    const password = await prepare(config);
    const server = await startServer(config);
    if (password)
      process.stderr.write(
        `\nSign in at ${server.url.origin}/login\n  ${email}\n  ${password}\n\n`,
      );
    await server.stopped;
  },
};

/** Null where somebody else has set the desk up: their password is theirs. */
async function prepare(config: Config): Promise<string | null> {
  // The same one at each start, so that a restart by --watch signs nobody out.
  const password = openSecrets(config).derive("dev log-in").slice(0, 16);
  const state = await withRecado(config, async (recado) => {
    const { db } = recado;
    if (await hasUsers(db)) {
      const ana = await db
        .selectFrom("users")
        .select("id")
        .where("email", "=", email)
        .executeTakeFirst();
      return ana ? "ours" : "other";
    }
    const first = {
      business: "Loja Azul",
      name: "Ana",
      email,
      language: "en",
      timezone: "America/Sao_Paulo",
    } as const;
    const passwordHash = await hashPassword(password);
    await recado.write((tx) => setUp(tx, { ...first, passwordHash }, recado.clock.now()));
    return "new";
  });
  if (state === "new") await fillDesk(config, { withRules: true, isSure: true });
  return state === "other" ? null : password;
}
