/** Texts of the pages in this folder: every key in the four languages. */
export const settingsStrings = {} as const;
