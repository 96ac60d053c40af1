import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dir, "../../src/main.ts");
// Each call starts the whole program.
setDefaultTimeout(30_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recado-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recado(words: string[], env: Record<string, string> = {}) {
  const child = Bun.spawnSync([process.execPath, main, ...words], {
    env: { PATH: process.env.PATH ?? "", RECADO_DATA_DIR: folder, ...env },
    stdout: "pipe",
    stderr: "pipe",
  });
  return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
}

const business = [
  "--business",
  "Loja Azul",
  "--email",
  "Ana@loja-azul.example",
  "--name",
  "Ana",
  "--language",
  "pt",
  "--timezone",
  "America/Sao_Paulo",
];

describe("setup", () => {
  test("needs a password, a known language and a real zone, and says which is wrong", () => {
    expect(recado(["setup", ...business]).err).toContain("RECADO_SETUP_PASSWORD");
    const wrong = business
      .with(business.indexOf("pt"), "de")
      .with(business.indexOf("America/Sao_Paulo"), "Mars/Base");
    const { status, err } = recado(["setup", ...wrong], { RECADO_SETUP_PASSWORD: "long enough" });
    expect([status, err]).toEqual([1, expect.stringContaining('"de" is not a language')]);
  });

  test("makes the first owner from a password file, once", () => {
    const file = join(folder, "password");
    writeFileSync(file, "long enough\n");
    const first = recado(["setup", ...business, "--password-file", file, "--json"]);
    expect(first.status).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      user: { email: "ana@loja-azul.example", role: "owner" },
      business: "Loja Azul",
    });
    const second = recado(["setup", ...business, "--password-file", file]);
    expect([second.status, second.out]).toEqual([1, ""]);
  });
});

test("token create prints one JSON object and nothing else; a revoked token is listed as such", () => {
  const made = recado([
    "token",
    "create",
    "--name",
    "reports",
    "--scope",
    "tickets:read",
    "--json",
  ]);
  const { id, token } = JSON.parse(made.out);
  expect(token).toMatch(/^rcd_[\w-]{43}$/);
  expect(recado(["token", "create", "--name", "x", "--scope", "everything"]).err).toContain(
    "Unknown scope",
  );
  expect(recado(["token", "revoke", String(id)]).status).toBe(0);
  const [row] = JSON.parse(recado(["token", "list", "--json"]).out);
  expect(row).toMatchObject({
    id,
    name: "reports",
    scopes: ["tickets:read"],
    revoked_at: expect.any(String),
  });
  expect(JSON.stringify(row)).not.toContain(token);
});

test("people are added, listed and given a new password", () => {
  const env = { RECADO_USER_PASSWORD: "another long one" };
  expect(
    recado(["user", "add", "--email", "bruno@loja-azul.example", "--name", "Bruno"], env).status,
  ).toBe(0);
  const people = JSON.parse(recado(["user", "list", "--json"]).out);
  expect(
    people.map((person: { name: string; role: string }) => [person.name, person.role]),
  ).toEqual([
    ["Ana", "owner"],
    ["Bruno", "agent"],
  ]);
  expect(recado(["user", "reset-password", "bruno@loja-azul.example"], env).status).toBe(0);
  expect(recado(["user", "reset-password", "nobody@loja-azul.example"], env).status).toBe(1);
});

test("every command explains itself, and a wrong word fails with a hint", () => {
  const names = recado(["--help"]).out.matchAll(/^ {2}([a-z]+(?:[ -][a-z-]+)?) {2,}/gm);
  for (const [, name = ""] of names) {
    const help = recado([...name.split(" "), "--help"]);
    expect([name, help.status]).toEqual([name, 0]);
    expect(help.out).toContain(`recado ${name}`);
  }
  expect(recado(["fly"])).toMatchObject({ status: 1, out: "" });
  expect(recado(["version", "--colour"]).err).toContain("recado version --help");
});

test("nonsense in the environment is refused at start, by the variable's name", () => {
  for (const [name, value] of [
    ["RECADO_PORT", "http"],
    ["RECADO_BASE_URL", "desk.example"],
    ["RECADO_LOG_LEVEL", "loud"],
    ["RECADO_NOW_OFFSET_MS", "soon"],
  ] as const) {
    const { status, err } = recado(["doctor"], { [name]: value });
    expect([name, status]).toEqual([name, 1]);
    expect(err).toContain(name);
  }
});

test("a value may come from a file, and doctor fails only when there is a problem", () => {
  const file = join(folder, "app-secret");
  writeFileSync(file, "s3cret\n");
  const { status, out } = recado(["doctor", "--json"], { RECADO_META_APP_SECRET_FILE: file });
  expect(status).toBe(0);
  const values = JSON.parse(out).find(
    (finding: { check: string }) => finding.check === "Meta's values",
  );
  expect(values.detail).not.toContain("app secret");
  expect(recado(["doctor"], { RECADO_META_APP_SECRET_FILE: "/nowhere" }).err).toContain(
    "RECADO_META_APP_SECRET_FILE",
  );
});

test("nobody else on the machine can read what lies in the data folder, also in one made before", () => {
  const own = mkdtempSync(join(tmpdir(), "recado-modes-"));
  chmodSync(own, 0o755);
  expect(recado(["token", "create", "--name", "modes"], { RECADO_DATA_DIR: own }).status).toBe(0);
  const open = readdirSync(own).filter((name) => statSync(join(own, name)).mode & 0o077);
  expect(readdirSync(own)).toContain("recado.db");
  expect(open).toEqual([]);
  rmSync(own, { recursive: true, force: true });
});
