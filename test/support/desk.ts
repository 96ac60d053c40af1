import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../src/app.ts";
import { migrate } from "../../src/db/migrate.ts";
import type { Clock } from "../../src/clock.ts";
import { loadConfig } from "../../src/config.ts";
import type { Instant, Language } from "../../src/db/schema.ts";
import { startWork } from "../../src/jobs/work.ts";
import { jsonLog } from "../../src/log.ts";
import { closeRecado, openRecado } from "../../src/recado.ts";
import { serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { insertSession } from "../../src/users/sessions.ts";
import { setUp } from "../../src/users/setup.ts";
import { insertToken } from "../../src/users/tokens.ts";
import { insertUser } from "../../src/users/users.ts";
import { ensureEnvironmentChannel } from "../../src/whatsapp/channels.ts";
import { signBody } from "../../src/whatsapp/signature.ts";

/** A migrated empty file, made once a run: each desk starts from a copy. */
let migratedFile: Promise<Uint8Array> | undefined;

async function makeMigratedFile(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "recado-migrated-"));
  const path = join(folder, "recado.db");
  await migrate(path);
  const bytes = await Bun.file(path).bytes();
  rmSync(folder, { recursive: true });
  return bytes;
}

export const HOST = "localhost:3000";
export const APP_SECRET = "a_test_app_secret_0123456789abcdef";
export const PHONE_NUMBER_ID = "106540352242922";
export const WABA_ID = "102290129340398";

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  set(instant: Instant): void;
  advance(milliseconds: number): void;
}

export function testClock(start: Instant = Date.UTC(2026, 8, 21, 14, 0, 0)): TestClock {
  let now = start;
  return {
    now: () => now,
    set: (instant) => void (now = instant),
    advance: (milliseconds) => void (now += milliseconds),
  };
}

export interface DeskOptions {
  language?: Language;
  timezone?: string;
  clock?: Clock;
  env?: Record<string, string>;
  /** Without: nobody is set up yet. */
  isSetUp?: boolean;
  dataFolder?: string;
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/**
 * A whole desk on a fresh data folder: Loja Azul with Ana (owner) and Bruno
 * (agent), a channel, the fake Graph on loopback, and the real routes.
 */
export async function openDesk({
  language = "en",
  timezone = "America/Sao_Paulo",
  clock = testClock(),
  env = {},
  isSetUp = true,
  dataFolder,
}: DeskOptions = {}) {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), "recado-test-"));
  if (!dataFolder)
    await Bun.write(join(folder, "recado.db"), await (migratedFile ??= makeMigratedFile()));
  const served = await serveFakeGraph();
  const config = loadConfig({
    RECADO_DATA_DIR: folder,
    RECADO_SECRET_KEY: "test key",
    RECADO_META_APP_SECRET: APP_SECRET,
    RECADO_META_VERIFY_TOKEN: "verify-me",
    RECADO_META_ACCESS_TOKEN: "EAAtest",
    RECADO_META_WABA_ID: WABA_ID,
    RECADO_META_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    RECADO_META_GRAPH_URL: served.baseUrl,
    ...env,
  });
  const lines: string[] = [];
  const recado = await openRecado(config, {
    clock,
    log: jsonLog("debug", clock, (line) => lines.push(line)),
  });
  await ensureEnvironmentChannel(recado);
  const work = startWork(recado);
  const app = buildApp(recado, work);
  const people = isSetUp ? await addPeople() : { ana: 0, bruno: 0 };

  async function addPeople() {
    const now = clock.now();
    return recado.write(async (tx) => {
      // No real hash: signing in by password has tests of its own.
      const passwordHash = "$argon2id$none";
      const owner = {
        business: "Loja Azul",
        name: "Ana",
        email: "ana@loja-azul.example",
        passwordHash,
        language,
        timezone,
      };
      const ana = await setUp(tx, owner, now);
      const agent = {
        email: "bruno@loja-azul.example",
        name: "Bruno",
        role: "agent" as const,
        passwordHash,
        language,
      };
      return { ana, bruno: await insertUser(tx, agent, now) };
    });
  }

  /** A request as one of our pages, a program or Meta would send it. */
  function send(
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers = { host: HOST, ...init.headers };
    return app.fetch(
      new Request(`http://${HOST}${path}`, { redirect: "manual", ...init, headers }),
    );
  }

  /** Signs a person in and returns their browser. */
  async function browserOf(userId: number) {
    const token = await recado.write((tx) =>
      insertSession(tx, { userId, address: "127.0.0.1", userAgent: "test" }, clock.now()),
    );
    const cookie = `recado=${token}`;
    const own = { cookie, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
    return {
      cookie,
      get: (path: string, headers: Record<string, string> = {}) =>
        send(path, { headers: { ...own, ...headers } }),
      send: (
        method: string,
        path: string,
        form: Record<string, string> | FormData = {},
        headers: Record<string, string> = {},
      ) =>
        send(path, {
          method,
          body: form instanceof FormData ? form : new URLSearchParams(form),
          headers: { ...own, ...headers },
        }),
    };
  }

  /** A program with a token of all scopes, or of those named. */
  async function apiOf(scopes: string[] = []) {
    const { token, id } = await recado.write((tx) =>
      insertToken(tx, { name: "test", scopes }, clock.now()),
    );
    const call = async (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) => {
      const response = await send(`/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await readJson(response) };
    };
    return { token, id, get: (path: string) => call("GET", path), call };
  }

  /** Signed as Meta signs; resolves after the acknowledgement. */
  async function postWebhook(body: unknown, { secret = APP_SECRET } = {}): Promise<Response> {
    const bytes =
      body instanceof Uint8Array
        ? body
        : new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
    return send("/webhooks/meta", {
      method: "POST",
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: {
        "content-type": "application/json",
        "content-length": String(bytes.byteLength),
        "x-hub-signature-256": signBody(bytes, secret),
      },
    });
  }

  return {
    recado,
    app,
    work,
    graph: served.graph,
    config,
    clock: clock as TestClock,
    log: lines,
    people,
    folder,
    send,
    browserOf,
    apiOf,
    postWebhook,
    /** Acknowledged and worked through. */
    async deliver(body: unknown): Promise<void> {
      const response = await postWebhook(body);
      if (response.status !== 200) throw new Error(`webhook answered ${response.status}`);
      await work.processor.kick();
    },
    /** Until Graph has answered to everything that waited. */
    async sendAll(): Promise<void> {
      const { db } = recado;
      await until(async () => {
        work.sender.kick();
        const rows = db
          .selectFrom("outbox")
          .select("id")
          .where("state", "in", ["queued", "sending"]);
        return (await rows.execute()).length === 0;
      });
    },
    async close({ keep = false } = {}): Promise<void> {
      await work.processor.stop();
      await work.sender.stop(2_000);
      await closeRecado(recado);
      await served.stop();
      if (!keep && !dataFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

// biome-ignore lint: JSON of an answer under test; each test says what it expects.
async function readJson(response: Response): Promise<any> {
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** Polls until `read` gives something; for what happens after an answer, such as a send. */
export async function until<T>(
  read: () => Promise<T | undefined | false> | T | undefined | false,
  most = 5_000,
): Promise<T> {
  const end = performance.now() + most;
  while (performance.now() < end) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("nothing came in time");
}
