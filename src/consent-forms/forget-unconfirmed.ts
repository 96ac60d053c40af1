import type { Recado } from "../recado.ts";
import { deleteExpiredSubmissions, hasExpiredSubmission } from "./submissions.ts";

/** Forms that nobody confirmed in time: nothing of them stays. */
export async function forgetUnconfirmed({ db, write, clock }: Recado): Promise<void> {
  const now = clock.now();
  while (await hasExpiredSubmission(db, now))
    await write((tx) => deleteExpiredSubmissions(tx, now));
}
