/** Texts of the quick replies: every key in the four languages. */
export const quickReplyStrings = {} as const;
