import { expect, test } from "bun:test";
import { Glob } from "bun";
import { iconNames } from "../../views/ui/icon.tsx";

const read = (path: string) => Bun.file(new URL(`../../${path}`, import.meta.url)).text();

/** Those of views/ui/htmx.d.ts: JSX lets any name with a dash pass. */
async function knownNames(): Promise<Set<string>> {
  const declared = await read("views/ui/htmx.d.ts");
  return new Set([...declared.matchAll(/"(hx-[\w:-]+)"\??:/g)].map((match) => match[1] as string));
}

test("no view has an htmx attribute that htmx does not know", async () => {
  const known = await knownNames();
  const root = new URL("../../", import.meta.url).pathname;
  const unknown: string[] = [];
  for await (const file of new Glob("{src,views}/**/*.tsx").scan(root)) {
    for (const [, name] of (await read(file)).matchAll(/\s(hx-[a-z][\w:-]*)(?==|\s|>)/g)) {
      if (name && !known.has(name)) unknown.push(`${file}: ${name}`);
    }
  }
  expect(known.size).toBeGreaterThan(20);
  expect(unknown).toEqual([]);
});

test("the sprite holds every icon and no other", async () => {
  const sprite = await read("static/icons.svg");
  const drawn = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map((match) => match[1] as string);
  expect(drawn.toSorted()).toEqual([...iconNames].toSorted());
});

test("scripts and styles stay within their budget", async () => {
  const zipped = async (path: string) =>
    Bun.gzipSync(await Bun.file(path).bytes(), { level: 9 }).byteLength;
  const local = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;
  const scripts = await Promise.all(
    [
      "node_modules/htmx.org/dist/htmx.min.js",
      "node_modules/htmx.org/dist/ext/hx-sse.min.js",
      "static/app.js",
      "static/composer.js",
    ].map((path) => zipped(local(path))),
  );
  expect(scripts.reduce((sum, size) => sum + size)).toBeLessThan(25 * 1024);
  expect(await zipped(local("static/app.css"))).toBeLessThan(12 * 1024);
});
