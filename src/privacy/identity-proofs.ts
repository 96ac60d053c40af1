/** How somebody made sure that it is the person who asks; words, never a copy of a document. */
export const identityProofs = [
  "known-number",
  "called-back",
  "in-person",
  "document",
  "account",
] as const;
export type IdentityProof = (typeof identityProofs)[number];
