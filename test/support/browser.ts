import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type Desk, type DeskOptions, openDesk } from "./desk.ts";

const candidates = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
export const chromiumPath = candidates.find((path) => path && existsSync(path));
if (!chromiumPath) {
  if (process.env.CI === "true") throw new Error("Browser tests need Chromium: set CHROMIUM_PATH.");
  console.warn("Browser tests are skipped: no Chromium found. Set CHROMIUM_PATH to run them.");
}

/** How long something may take to show, in milliseconds: longer than any page needs, so that a busy machine does not fail. */
const PATIENCE = 8_000;

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Visit {
  page: Page;
  /** What console and CSP complain about, scripts that broke, and requests to other hosts. */
  problems: string[];
}

export interface VisitOptions {
  /** 390: a phone with a touch screen. */
  width?: number;
  /** Of the browser, for people who are not signed in yet. */
  locale?: string;
  /** For a look at the markup alone: faster, and what people see before scripts run. */
  hasScript?: boolean;
}

export interface BrowserDesk {
  desk: Desk;
  url: string;
  /** A page of somebody signed in. */
  pageOf(userId: number, options?: VisitOptions): Promise<Visit>;
  /** A page of a stranger. */
  strangersPage(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Chromium; `visit` opens a window that shares no cookie with the others. */
export async function startBrowser() {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
  const contexts: BrowserContext[] = [];
  return {
    async visit(
      url: string,
      { width = 1440, locale = "en-US", hasScript = true }: VisitOptions = {},
    ) {
      const isPhone = width < 700;
      const context = await browser.newContext({
        viewport: { width, height: isPhone ? 844 : 900 },
        hasTouch: isPhone,
        isMobile: isPhone,
        locale,
        javaScriptEnabled: hasScript,
        timezoneId: "America/Sao_Paulo",
        reducedMotion: "reduce",
      });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      return { page, context, problems: await watch(context, page, new URL(url).origin) };
    },
    async close(): Promise<void> {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

async function watch(context: BrowserContext, page: Page, origin: string): Promise<string[]> {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (line) => {
    const isExpected = /status of (404|409|422)/.test(line.text());
    if (line.type() === "error" && !isExpected) problems.push(line.text());
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !/^(data|blob):/.test(url.protocol))
      problems.push(`request to ${url.origin}`);
  });
  await context.exposeFunction("reportViolation", (text: string) => void problems.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (globalThis as unknown as Record<string, (text: string) => void>)
        .reportViolation;
      report?.(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return problems;
}

/** A desk that a real browser can open. */
export async function openBrowserDesk(options: DeskOptions = {}): Promise<BrowserDesk> {
  const desk = await openDesk(options);
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 60,
    fetch(request, server) {
      if (request.headers.get("accept")?.includes("text/event-stream")) server.timeout(request, 0);
      return desk.app.fetch(request, server);
    },
  });
  const url = `http://localhost:${server.port}`;
  const browser = await startBrowser();
  return {
    desk,
    url,
    async pageOf(userId, options) {
      const { page, context, problems } = await browser.visit(url, options);
      const [name = "", value = ""] = (await desk.browserOf(userId)).cookie.split("=");
      await context.addCookies([{ name, value, url }]);
      return { page, problems };
    },
    strangersPage: (options) => browser.visit(url, options),
    async close() {
      await browser.close();
      await server.stop(true);
      await desk.close();
    },
  };
}

const axeSource = readFileSync(Bun.resolveSync("axe-core/axe.min.js", import.meta.dir), "utf8");

/**
 * What axe finds on the page, as "impact rule selector"; by the protocol, since the
 * page's own CSP lets no script in.
 */
export async function axeFindings(page: Page, rules: string[] = []): Promise<string[]> {
  await page.waitForFunction(isAtRest);
  await page.evaluate(axeSource);
  const options = { resultTypes: ["violations"], ...(rules.length > 0 ? { runOnly: rules } : {}) };
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target }) => impact + " " + id + " " + target.join(" "))))`);
}

/** What a finger can hardly hit: narrower or lower than 44 px (WCAG 2.5.5), links within text apart. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])")]
      .filter((element) => element.checkVisibility())
      .filter((element) => !element.matches(".skip, .sr-only, .bubble a, p a"))
      .map((element) => {
        const isInLabel = element.matches("[type=checkbox], [type=radio]");
        const target = isInLabel ? (element.closest("label") ?? element) : element;
        return { element, box: target.getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
      .map(({ element, box }) => `${element.className} ${box.width}x${box.height}`),
  );
}

/** In the page: colours that are still on their way have no contrast to measure. */
function isAtRest(): boolean {
  return document
    .getAnimations()
    .every(
      ({ playState, effect }) =>
        playState !== "running" || effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
    );
}

/** A picture for people to look at, where RECADO_SHOTS names a folder. */
export async function shoot(page: Page, name: string, selector?: string): Promise<void> {
  const folder = process.env.RECADO_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  if (selector) await page.locator(selector).first().screenshot({ path });
  else await page.screenshot({ path });
}
