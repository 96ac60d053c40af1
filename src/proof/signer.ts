import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Store, Tx } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import type { Instant } from "../db/schema.ts";
import type { Secrets } from "../settings/secrets.ts";
import { getSetting, saveSetting, type Settings } from "../settings/settings.ts";

/** What signatures are checked with. */
export interface Identity {
  /** Names the desk's logs: random, made with the key. */
  logId: string;
  /** PEM (SubjectPublicKeyInfo), as `openssl pkey -pubin` reads it. */
  publicKey: string;
}

/** The Ed25519 key that this desk signs its logs with. */
export interface Signer extends Identity {
  /** What it signed with before a secret was lost, the oldest first. */
  former: readonly Identity[];
  /** SHA-256 of the public key's DER bytes, in hex: what people compare. */
  fingerprint: string;
  /** The 64 bytes of the signature, in base64. */
  sign(text: string): string;
}

/** Opens the desk's key, made at the first start. The private half is sealed (settings/secrets.ts). */
export async function openSigner(
  { db, write }: Pick<Store, "db" | "write">,
  secrets: Secrets,
  now: Instant,
): Promise<Signer> {
  const kept =
    (await getSetting(db, "signing")) ?? (await write((tx) => makeKey(tx, secrets, now)));
  return signerOf(kept, secrets);
}

/** @throws AppError `conflict` when it was sealed with another secret. */
export function signerOf(kept: NonNullable<Settings["signing"]>, secrets: Secrets): Signer {
  const key = openKey(kept.privateKey, secrets);
  return {
    logId: kept.logId,
    publicKey: kept.publicKey,
    former: kept.former ?? [],
    fingerprint: fingerprintOf(createPublicKey(kept.publicKey)),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
  };
}

/** Refused at the start: with another secret no sealed value of this folder can be read. */
function openKey(sealed: string, secrets: Secrets): KeyObject {
  try {
    return createPrivateKey(secrets.decrypt(sealed));
  } catch {
    throw new AppError(
      "conflict",
      "This data folder was made with another secret. Set RECADO_SECRET_KEY to the one that it was made with, or put its secret.key back. If it is lost: recado consent new-key.",
    );
  }
}

async function makeKey(tx: Tx, secrets: Secrets, now: Instant) {
  const already = await getSetting(tx, "signing");
  if (already) return already;
  const made = newKey(secrets);
  await saveSetting(tx, "signing", made, now);
  return made;
}

/** Of whose signatures a checkpoint's or head's text is: those of the desk's own key or of a former one. */
export function identityOf(
  { logId, publicKey, former }: Pick<Signer, "logId" | "publicKey" | "former">,
  text: string,
): Identity | undefined {
  const all = [{ logId, publicKey }, ...former];
  return all.find((each) => text.includes(`\nlog ${each.logId}\n`));
}

/** A key of its own log; the private half is sealed. */
export function newKey(secrets: Secrets): NonNullable<Settings["signing"]> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    logId: crypto.randomUUID(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: secrets.encrypt(privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
  };
}

/** SHA-256 of the key's DER bytes, in hex. */
export function fingerprintOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** `signature` in base64, `publicKey` in PEM. False for anything that is no signature or key. */
export function isSigned(text: string | Uint8Array, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey(publicKey);
    if (key.asymmetricKeyType !== "ed25519") return false;
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
