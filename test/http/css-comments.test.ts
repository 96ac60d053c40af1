import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assetRoutes, assetUrl } from "../../src/http/assets.ts";
import { withoutComments } from "../../src/http/css-comments.ts";

test("a comment goes, and what only looks like one stays", () => {
  expect(withoutComments("/* a */\n.b { color: red; /* c * / */ }")).toBe("\n.b { color: red;  }");
  for (const kept of [
    `.a::before { content: "/* no */" }`,
    `.a::before { content: '\\'/* no */' }`,
    `.a { background: url(/a/*/b*/c.svg) }`,
    `.a { background: url( "/*.svg" ) }`,
    `.a { background: url(a\\)/*b*/.svg) }`,
  ])
    expect(withoutComments(kept)).toBe(kept);
});

test("two words that only a comment keeps apart stay two", () => {
  expect(withoutComments(".a/* x */.b, .c /* y */.d {}")).toBe(".a/**/.b, .c .d {}");
  expect(withoutComments("margin: 1px/* x */2px")).toBe("margin: 1px/**/2px");
});

test.each(["app.css", "page.css", "inbox.css", "simulator.css", "board.css"] as const)(
  "%s is served without comments and indentation and with every rule of its file",
  async (name) => {
    const file = join(import.meta.dir, `../../static/${name}`);
    const url = new URL(assetUrl(name), "http://localhost:3000");
    const served = await (await assetRoutes.handle(new Request(url))).text();
    expect(served).not.toMatch(/\/\*|\n\s/);
    const folder = mkdtempSync(join(tmpdir(), "recado-css-"));
    const copy = join(folder, name);
    await Bun.write(copy, served);
    expect(await minified(copy)).toBe(await minified(file));
    rmSync(folder, { recursive: true });
  },
);

/** As Bun's own parser of style sheets reads it. */
async function minified(path: string): Promise<string> {
  const { outputs } = await Bun.build({ entrypoints: [path], minify: true, external: ["*"] });
  const css = (await outputs[0]?.text()) ?? "";
  expect(css.length).toBeGreaterThan(1_000);
  return css;
}
