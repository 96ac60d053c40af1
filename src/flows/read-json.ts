import { AppError } from "../http/errors.ts";

/** Reads a part of untrusted JSON; `at` says where it stands: `steps.3.text`. */
export type Read<T> = (value: unknown, at: string) => T;

/** @throws AppError `invalid` that names the place. */
export function refuse(at: string, wanted: string): never {
  throw new AppError("invalid", `${at || "file"}: ${wanted}.`, {
    key: "flow.file.fault",
    values: { at: at || "{ }", wanted },
  });
}

export function text(most: number, pattern?: RegExp): Read<string> {
  return (value, at) => {
    if (typeof value !== "string") refuse(at, "a text is expected");
    if (value.length > most) refuse(at, `at most ${most} characters`);
    if (pattern && !pattern.test(value)) refuse(at, `must match ${pattern.source}`);
    return value;
  };
}

export function integer(least: number, most: number): Read<number> {
  return (value, at) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
      return value;
    return refuse(at, `a whole number from ${least} to ${most} is expected`);
  };
}

export const flag: Read<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(at, "true or false is expected");

export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
  return (value, at) =>
    words.find((word) => word === value) ?? refuse(at, `one of ${words.join(", ")} is expected`);
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, at) => (value === null ? null : read(value, at));
}

export function list<T>(read: Read<T>, most: number): Read<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return refuse(at, "a list is expected");
    if (value.length > most) refuse(at, `at most ${most} entries`);
    return value.map((each, index) => read(each, at ? `${at}.${index}` : String(index)));
  };
}

/** An object whose keys are free, such as texts by language. */
export function dictionary<T>(key: RegExp, read: Read<T>, most: number): Read<Record<string, T>> {
  return (value, at) => {
    const entries = Object.entries(plain(value, at));
    if (entries.length > most) refuse(at, `at most ${most} entries`);
    const odd = entries.find(([name]) => !key.test(name));
    if (odd) refuse(`${at}.${odd[0].slice(0, 40)}`, `a name like ${key.source} is expected`);
    return Object.fromEntries(entries.map(([name, each]) => [name, read(each, `${at}.${name}`)]));
  };
}

/** What may be left out. */
export interface Optional<T> {
  optional: Read<T>;
}
export function optional<T>(read: Read<T>): Optional<T> {
  return { optional: read };
}

type Shape = Record<string, Read<unknown> | Optional<unknown>>;
type Required<S extends Shape> = {
  [K in keyof S as S[K] extends Read<unknown> ? K : never]: S[K] extends Read<infer T> ? T : never;
};
type Optionals<S extends Shape> = {
  [K in keyof S as S[K] extends Optional<unknown> ? K : never]?: S[K] extends Optional<infer T>
    ? T
    : never;
};

/** An object of exactly these parts. */
export function object<S extends Shape>(shape: S): Read<Required<S> & Optionals<S>> {
  return (value, at) => {
    const parts = plain(value, at);
    const inside = (name: string) => (at ? `${at}.${name}` : name);
    const odd = Object.keys(parts).find((name) => !Object.hasOwn(shape, name));
    if (odd !== undefined) refuse(inside(odd.slice(0, 40)), "nothing of this name is known");
    const read = Object.entries(shape).flatMap(([name, part]) => {
      const given = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (typeof part === "function") return [[name, part(given, inside(name))] as const];
      return given === undefined ? [] : [[name, part.optional(given, inside(name))] as const];
    });
    return Object.fromEntries(read) as Required<S> & Optionals<S>;
  };
}

function plain(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return refuse(at, "an object is expected");
}
