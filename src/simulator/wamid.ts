/** An id as WhatsApp makes them; random, so that it is unique over restarts. `SIM` tells it from Meta's. */
export function newWamid(): string {
  return `wamid.SIM${randomBytes(24).toBase64()}`;
}

/** A media id as the Graph API makes them: digits. */
export function newMediaId(): string {
  return `9${BigInt(`0x${randomBytes(6).toHex()}`)
    .toString()
    .padStart(15, "0")}`;
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
