import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type FirstSetup, isSetupToken, setUp } from "./setup.ts";

/**
 * The first set-up in the browser. Link and "nobody yet" are checked in the
 * transaction that makes the owner: of a hundred claims at the same time one wins.
 * @returns the owner's id. @throws AppError `not-found` without a valid link, `conflict` when it was done before.
 */
export async function claimSetup(
  tx: Tx,
  token: string,
  setup: FirstSetup,
  now: Instant,
): Promise<number> {
  if (!(await isSetupToken(tx, token, now))) {
    throw new AppError(
      "not-found",
      "This link is not valid (any more). Get a new one with: recado setup-link",
    );
  }
  return setUp(tx, setup, now);
}
