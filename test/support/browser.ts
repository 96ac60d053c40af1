import { existsSync } from "node:fs";
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

export interface BrowserDesk {
  desk: Desk;
  url: string;
  /** A page of somebody signed in; `problems` gathers what the console and the CSP complain about. */
  pageOf(userId: number, options?: { width?: number }): Promise<{ page: Page; problems: string[] }>;
  close(): Promise<void>;
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
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
  const contexts: BrowserContext[] = [];
  return {
    desk,
    url,
    async pageOf(userId, { width = 1440 } = {}) {
      const isPhone = width < 700;
      const context = await browser.newContext({ viewport: { width, height: 844 }, hasTouch: isPhone, isMobile: isPhone });
      contexts.push(context);
      const [name = "", value = ""] = (await desk.browserOf(userId)).cookie.split("=");
      await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (line) => {
        const isExpected = /status of 409|status of 422/.test(line.text());
        if (line.type() === "error" && !isExpected) problems.push(line.text());
      });
      return { page, problems };
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.stop(true);
      await desk.close();
    },
  };
}
