import { expect, test } from "bun:test";
import { Glob } from "bun";
import { type AssetName, assetRoutes, assetUrl } from "../../src/http/assets.ts";
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

const KB = 1024;

test("scripts and styles stay within their budget", async () => {
  const served = async (name: AssetName) => {
    const url = new URL(assetUrl(name), "http://localhost:3000");
    const request = new Request(url, { headers: { "accept-encoding": "gzip" } });
    return (await (await assetRoutes.handle(request)).bytes()).byteLength;
  };
  const sum = async (names: readonly AssetName[]) =>
    (await Promise.all(names.map(served))).reduce((total, size) => total + size, 0);
  expect(await sum(["htmx.js", "app.js", "composer.js"])).toBeWithin(KB, 25 * KB);
  expect(await sum(["app.css", "inbox.css"])).toBeWithin(KB, 10.8 * KB);
  expect(await sum(["app.css", "page.css"])).toBeWithin(KB, 9 * KB);
  expect(await sum(["app.css", "inbox.css", "simulator.css"])).toBeWithin(KB, 12 * KB);
});
