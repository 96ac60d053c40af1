import { afterEach, beforeEach, expect } from "bun:test";

// Whatever writes to console.error in a test has gone wrong.
const errors: string[] = [];
console.error = (...words: unknown[]) => void errors.push(words.map(String).join(" "));
beforeEach(() => void errors.splice(0));
afterEach(() => expect(errors).toEqual([]));
