import { Elysia } from "elysia";
import htmxFile from "htmx.org/dist/htmx.min.js" with { type: "file" };
import sseFile from "htmx.org/dist/ext/hx-sse.min.js" with { type: "file" };
import domFile from "../../static/dom.js" with { type: "file" };
import liveFile from "../../static/live.js" with { type: "file" };
import clocksFile from "../../static/clocks.js" with { type: "file" };
import ringsFile from "../../static/rings.js" with { type: "file" };
import menusFile from "../../static/menus.js" with { type: "file" };
import keyboardFile from "../../static/keyboard.js" with { type: "file" };
import paletteFile from "../../static/palette.js" with { type: "file" };
import scriptFile from "../../static/app.js" with { type: "file" };
import threadFile from "../../static/thread.js" with { type: "file" };
import attachmentsFile from "../../static/attachments.js" with { type: "file" };
import suggestionsFile from "../../static/suggestions.js" with { type: "file" };
import composerFile from "../../static/composer.js" with { type: "file" };
import formsFile from "../../static/forms.js" with { type: "file" };
import simulatorFile from "../../static/simulator.js" with { type: "file" };
import pushFile from "../../static/push.js" with { type: "file" };
import soundFile from "../../static/sound.js" with { type: "file" };
import styleFile from "../../static/app.css" with { type: "file" };
import boardFile from "../../static/board.js" with { type: "file" };
import bookingsStyleFile from "../../static/bookings.css" with { type: "file" };
import consentExportsStyleFile from "../../static/consent-exports.css" with { type: "file" };
import consentLogStyleFile from "../../static/consent-log.css" with { type: "file" };
import botReportsStyleFile from "../../static/bot-reports.css" with { type: "file" };
import consentFormStyleFile from "../../static/consent-form.css" with { type: "file" };
import boardStyleFile from "../../static/board.css" with { type: "file" };
import bulkFile from "../../static/bulk.js" with { type: "file" };
import pageStyleFile from "../../static/page.css" with { type: "file" };
import inboxStyleFile from "../../static/inbox.css" with { type: "file" };
import slaStyleFile from "../../static/sla.css" with { type: "file" };
import routingStyleFile from "../../static/routing.css" with { type: "file" };
import flowMapStyleFile from "../../static/flow-map.css" with { type: "file" };
import flowsStyleFile from "../../static/flows.css" with { type: "file" };
import teamsStyleFile from "../../static/teams.css" with { type: "file" };
import notifyStyleFile from "../../static/notify.css" with { type: "file" };
import knowledgeStyleFile from "../../static/knowledge.css" with { type: "file" };
import proofStyleFile from "../../static/proof.css" with { type: "file" };
import packsStyleFile from "../../static/packs.css" with { type: "file" };
import incidentsStyleFile from "../../static/incidents.css" with { type: "file" };
import versionsStyleFile from "../../static/versions.css" with { type: "file" };
import whyStyleFile from "../../static/why.css" with { type: "file" };
import privacyStyleFile from "../../static/privacy.css" with { type: "file" };
import simulatorStyleFile from "../../static/simulator.css" with { type: "file" };
import iconsFile from "../../static/icons.svg" with { type: "file" };
import faviconFile from "../../static/favicon.svg" with { type: "file" };
import unreadIconFile from "../../static/icon-unread.svg" with { type: "file" };
import manifestFile from "../../static/manifest.webmanifest" with { type: "file" };
import { asServed } from "./css-comments.ts";
import { AppError } from "./errors.ts";
import { takesGzip } from "./request.ts";

/** The files that pages ask for, by the name that pages use. */
const files = {
  "htmx.js": [htmxFile, "text/javascript; charset=utf-8"],
  "app.js": [scriptFile, "text/javascript; charset=utf-8"],
  "composer.js": [composerFile, "text/javascript; charset=utf-8"],
  "forms.js": [formsFile, "text/javascript; charset=utf-8"],
  "simulator.js": [simulatorFile, "text/javascript; charset=utf-8"],
  "push.js": [pushFile, "text/javascript; charset=utf-8"],
  "sound.js": [soundFile, "text/javascript; charset=utf-8"],
  "app.css": [styleFile, "text/css; charset=utf-8"],
  "board.js": [boardFile, "text/javascript; charset=utf-8"],
  "bookings.css": [bookingsStyleFile, "text/css; charset=utf-8"],
  "consent-exports.css": [consentExportsStyleFile, "text/css; charset=utf-8"],
  "consent-log.css": [consentLogStyleFile, "text/css; charset=utf-8"],
  "bot-reports.css": [botReportsStyleFile, "text/css; charset=utf-8"],
  "board.css": [boardStyleFile, "text/css; charset=utf-8"],
  "consent-form.css": [consentFormStyleFile, "text/css; charset=utf-8"],
  "page.css": [pageStyleFile, "text/css; charset=utf-8"],
  "inbox.css": [inboxStyleFile, "text/css; charset=utf-8"],
  "sla.css": [slaStyleFile, "text/css; charset=utf-8"],
  "routing.css": [routingStyleFile, "text/css; charset=utf-8"],
  "flow-map.css": [flowMapStyleFile, "text/css; charset=utf-8"],
  "flows.css": [flowsStyleFile, "text/css; charset=utf-8"],
  "teams.css": [teamsStyleFile, "text/css; charset=utf-8"],
  "knowledge.css": [knowledgeStyleFile, "text/css; charset=utf-8"],
  "notify.css": [notifyStyleFile, "text/css; charset=utf-8"],
  "why.css": [whyStyleFile, "text/css; charset=utf-8"],
  "proof.css": [proofStyleFile, "text/css; charset=utf-8"],
  "packs.css": [packsStyleFile, "text/css; charset=utf-8"],
  "incidents.css": [incidentsStyleFile, "text/css; charset=utf-8"],
  "versions.css": [versionsStyleFile, "text/css; charset=utf-8"],
  "privacy.css": [privacyStyleFile, "text/css; charset=utf-8"],
  "simulator.css": [simulatorStyleFile, "text/css; charset=utf-8"],
  "icons.svg": [iconsFile, "image/svg+xml"],
  "favicon.svg": [faviconFile, "image/svg+xml"],
  "icon-unread.svg": [unreadIconFile, "image/svg+xml"],
  "manifest.webmanifest": [manifestFile, "application/manifest+json"],
} as const;
export type AssetName = keyof typeof files;
/** What a page may ask for besides what every page has: files of static/, without their ending. */
export type StyleName = NameWithout<".css">;
export type ScriptName = NameWithout<".js">;
type NameWithout<Ending extends string> = AssetName extends infer Name
  ? Name extends `${infer Stem}${Ending}`
    ? Stem
    : never
  : never;

/** What the two scripts of every page are put together from, in this order. */
const parts = {
  "app.js": [
    domFile,
    liveFile,
    ringsFile,
    clocksFile,
    menusFile,
    keyboardFile,
    paletteFile,
    scriptFile,
  ],
  "composer.js": [domFile, threadFile, attachmentsFile, suggestionsFile, bulkFile, composerFile],
} as const;

interface Asset {
  url: string;
  type: string;
  plain: Uint8Array<ArrayBuffer>;
  zipped: Uint8Array<ArrayBuffer>;
}

/** Read once at start, out of the binary; the URL holds the content's hash, so it never goes stale. */
const assets = new Map<string, Asset>();
for (const [name, [path, type]] of Object.entries(files)) {
  const plain = await readAsset(name, path);
  const hash = new Bun.CryptoHasher("sha256").update(plain).digest("hex").slice(0, 12);
  const url = `/assets/${name.replace(".", `-${hash}.`)}`;
  assets.set(url, { url, type, plain, zipped: Bun.gzipSync(plain) });
}

async function readAsset(name: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  // From a file of its own the extension for live events may come after htmx has
  // looked at the page, which then never connects.
  if (name === "htmx.js") return new TextEncoder().encode(await readAll([path, sseFile]));
  if (name === "app.js" || name === "composer.js") return inOneScope(parts[name]);
  if (name.endsWith(".css")) return new TextEncoder().encode(asServed(await readAll([path])));
  return Bun.file(path).bytes();
}

async function readAll(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map((path) => Bun.file(path).text()))).join("\n");
}

/** Our own scripts as one function, without comments and indentation: a fifth of what a page loads. */
async function inOneScope(paths: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const script = `(() => {\n${await readAll(paths)}})();`;
  const transpiler = new Bun.Transpiler({ loader: "js", minifyWhitespace: true });
  return new TextEncoder().encode(transpiler.transformSync(script));
}

const urls = Object.fromEntries(
  Object.keys(files).map((name) => [name, [...assets.keys()].find((url) => isUrlOf(url, name))]),
) as Record<AssetName, string>;

function isUrlOf(url: string, name: string): boolean {
  const [stem = "", ...rest] = name.split(".");
  return url.startsWith(`/assets/${stem}-`) && url.endsWith(`.${rest.join(".")}`);
}

/** `/assets/app-1a2b3c4d5e6f.css` */
export function assetUrl(name: AssetName): string {
  return urls[name];
}

export const assetRoutes = new Elysia()
  .get("/assets/*", ({ request, params }) => serve(request, `/assets/${params["*"]}`))
  .get("/favicon.ico", ({ request }) => serve(request, assetUrl("favicon.svg")));

function serve(request: Request, url: string): Response {
  const asset = assets.get(url);
  if (!asset) throw new AppError("not-found", "There is nothing at this address.");
  const isZipped = takesGzip(request);
  return new Response(isZipped ? asset.zipped : asset.plain, {
    headers: {
      "content-type": asset.type,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
      ...(isZipped ? { "content-encoding": "gzip" } : {}),
    },
  });
}
