import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";

export interface Secrets {
  /** AES-256-GCM: `v1.<nonce>.<tag>.<ciphertext>` in base64url. */
  encrypt(plain: string): string;
  /** @throws Error when the key is another one or the text was changed. */
  decrypt(sealed: string): string;
  /** A key for keyed hashes and the simulator's signature, derived and never stored. */
  derive(label: string): string;
}

/**
 * Secrets at rest. The key comes from RECADO_SECRET_KEY, else from a file beside
 * the data file, made on first use and readable by its owner alone.
 */
export function openSecrets(config: Pick<Config, "secretKey" | "dataFolder">): Secrets {
  const key = scryptSync(config.secretKey ?? keptKey(config.dataFolder), "recado", 32);
  return {
    encrypt(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed];
      return ["v1", ...parts.map((part) => part.toString("base64url"))].join(".");
    },
    decrypt(sealed) {
      const [version, nonce, tag, text] = sealed.split(".");
      if (version !== "v1" || !nonce || !tag || text === undefined)
        throw new Error("not a sealed secret");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([
        decipher.update(Buffer.from(text, "base64url")),
        decipher.final(),
      ]).toString("utf8");
    },
    derive: (label) => new Bun.CryptoHasher("sha256", key).update(label).digest("hex"),
  };
}

function keptKey(folder: string): string {
  const path = join(folder, "secret.key");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  mkdirSync(folder, { recursive: true });
  const key = randomBytes(32).toString("hex");
  writeFileSync(path, `${key}\n`, { mode: 0o600, flag: "wx" });
  return key;
}

/** 256 random bits for cookies, links and API tokens. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: its SHA-256, so that a stolen file opens no door. */
export function hashToken(token: string): string {
  return new Bun.CryptoHasher("sha256").update(token).digest("hex");
}
