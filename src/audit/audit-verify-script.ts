import consentScript from "../consent-exports/verify.py" with { type: "text" };
import auditScript from "./verify-audit.py" with { type: "text" };

const HEAD = `#!/usr/bin/env python3
"""Verifies an export of a Recado audit log, offline. Plain Python 3.8 or later, nothing else.

    python3 verify.py EXPORT.zip [--key FINGERPRINT]

Ends with 0 only if everything fits.
"""
import argparse, base64, hashlib, json, sys, zipfile, zlib

PLAIN = ["HOW-TO-VERIFY.txt", "audit.csv", "details.jsonl", "head.sig", "head.txt", "log.jsonl", "manifest.json",
         "public-key.pem", "verify.py"]
SUMS = ["SHA256SUMS", "SHA256SUMS.sig"]
SMALL, LINE = 1 << 20, 1 << 22


class Stop(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).hexdigest()


`;

/** Signatures and the tree are checked as in the script of consent exports. */
export function auditVerifyScript(): string {
  const from = consentScript.indexOf("# Ed25519");
  const until = consentScript.indexOf("def read(");
  return `${HEAD}${consentScript.slice(from, until)}${auditScript}`;
}
