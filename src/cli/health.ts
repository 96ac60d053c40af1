import { AppError } from "../http/errors.ts";
import { version } from "../version.ts";
import { type Command, print } from "./command.ts";

export const versionCommand: Command = {
  name: "version",
  summary: "Prints the version.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: async (_, values) =>
    print(values.json ? JSON.stringify({ name: "recado", version, bun: Bun.version }) : version),
};

export const healthcheck: Command = {
  name: "healthcheck",
  summary: "Asks the running server whether it is well; for containers.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: async (config, values) => {
    const host = config.host === "0.0.0.0" ? "127.0.0.1" : config.host;
    const url = `http://${host}:${config.port}/healthz`;
    const response = await fetch(url, {
      headers: { host: "localhost" },
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    if (!response?.ok)
      throw new AppError("internal", `No good answer from ${url}. Is Recado running there?`);
    print(values.json ? JSON.stringify({ status: "ok" }) : "ok");
  },
};
