import { hashPassword } from "../../src/users/passwords.ts";
import { type Desk, HOST } from "./desk.ts";

export const PASSWORD = "correct horse battery";

/** Gives Ana and Bruno a password; hashed once for all tests. */
export async function givePasswords(desk: Desk): Promise<void> {
  const password_hash = await (knownHash ??= hashPassword(PASSWORD));
  await desk.recado.write((tx) => tx.updateTable("users").set({ password_hash }).execute());
}
let knownHash: Promise<string> | undefined;

/** A form as a browser without a session sends it. */
export function postForm(
  desk: Desk,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams(form).toString();
  return desk.send(path, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(body.length),
      origin: `http://${HOST}`,
      ...headers,
    },
  });
}

export function logIn(
  desk: Desk,
  guess: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return postForm(
    desk,
    "/login",
    { email: "ana@loja-azul.example", password: PASSWORD, ...guess },
    headers,
  );
}

/** `name=value` of the cookie that an answer sets. */
export function cookieFrom(response: Response): string {
  return response.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
}

/** Whether the cookie opens the pages. */
export async function isSignedIn(desk: Desk, cookie: string): Promise<boolean> {
  return (await desk.send("/settings/profile", { headers: { cookie } })).status === 200;
}

/** Counts answers by status. */
export function tally(responses: Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of responses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
