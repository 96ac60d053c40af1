import { AppError } from "../http/errors.ts";

/** TRUST.md's least cost: 19 MiB, two passes. `Bun.password` always runs one lane. */
const cost = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;
const AT_ONCE = 2;
/** Characters of a password: `n` at least, `most` at most; as the texts of the pages name them. */
export const passwordLength = { n: 8, most: 256 } as const;

let running = 0;
const waiting: (() => void)[] = [];

/** A PHC string such as `$argon2id$v=19$m=19456,t=2,p=1$…`. */
export async function hashPassword(password: string): Promise<string> {
  return oneOfTwo(() => Bun.password.hash(password, cost));
}

/** Takes as long for an unknown person (`hash` undefined) as for a wrong password. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  decoy ??= await hashPassword("nobody has this password");
  const known = hash ?? decoy;
  const isRight = await oneOfTwo(() => Bun.password.verify(password, known).catch(() => false));
  return isRight && hash !== undefined;
}

/** Whether a hash was made at another cost and should be made anew at this log-in. */
export function needsRehash(hash: string): boolean {
  return !hash.startsWith(`$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=1$`);
}

export function isPassword(password: string): boolean {
  return password.length >= passwordLength.n && password.length <= passwordLength.most;
}

/** @throws AppError `invalid` with what a password must be. */
export function requirePassword(password: string): void {
  if (isPassword(password)) return;
  throw new AppError(
    "invalid",
    `The password must have ${passwordLength.n} to ${passwordLength.most} characters.`,
  );
}

let decoy: string | undefined;

/** Each hash takes 19 MiB: two at a time, the others wait their turn. */
async function oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
