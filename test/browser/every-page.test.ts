import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { insertRule } from "../../src/bot/rules.ts";
import { insertSample } from "../../src/rehearsals/sample-rows.ts";
import type { Language } from "../../src/db/schema.ts";
import { access } from "../../src/http/access.ts";
import { updateIncident } from "../../src/incidents/incidents.ts";
import { insertQuickReply } from "../../src/inbox/quick-replies.ts";
import { cast } from "../../src/simulator/people.ts";
import { insertInvitation } from "../../src/users/invitations.ts";
import { insertRole } from "../../src/users/roles.ts";
import { insertSetupLink } from "../../src/users/setup.ts";
import { insertUser } from "../../src/users/users.ts";
import { languages } from "../../views/i18n.ts";
import { addArticles, addSuggestions } from "../support/articles.ts";
import { addBookings } from "../support/bookings.ts";
import {
  axeFindings,
  type BrowserDesk,
  chromiumPath,
  openBrowserDesk,
  shoot,
  smallTargets,
  type VisitOptions,
} from "../support/browser.ts";
import { addKnowledge } from "../support/contact-knowledge.ts";
import { deliverEveryMessage } from "../support/every-message.ts";
import { addConsentExports } from "../support/consent-exports.ts";
import { addConsentForm } from "../support/consent-forms.ts";
import { addConsentImports } from "../support/consent-imports.ts";
import { addFlowPages } from "../support/flows.ts";
import { parse } from "../support/html.ts";
import { addIncident, whereIsMyOrder } from "../support/incidents.ts";
import { textWebhook } from "../support/messages.ts";
import { pageFaults } from "../support/page-faults.ts";
import { addRequests } from "../support/requests.ts";
import { addRoutingRules } from "../support/routing-rules.ts";
import { addTeams } from "../support/teams.ts";

// Every page in four languages and two widths, on a machine that may be busy.
setDefaultTimeout(180_000);

const KB = 1024;

/** Every page, by the route that answers it. */
const pages: Record<string, string[]> = {
  "GET /inbox": ["/inbox", "/inbox?view=snoozed"],
  "GET /board": ["/board", "/board?filter=mine&column=pending"],
  "GET /inbox/saved-views": ["/inbox/saved-views"],
  "GET /search": ["/search", "/search?q=more+info", "/search?q=zzzz"],
  "GET /tickets/:number": ["/tickets/1", "/tickets/3"],
  "GET /tickets/:number/consent": ["/tickets/1/consent"],
  "GET /tickets/:number/history": ["/tickets/1/history"],
  "GET /messages/:id/why": ["/messages/1/why", "/messages/2/why"],
  "GET /simulator": ["/simulator"],
  "GET /settings": ["/settings"],
  "GET /notifications": ["/notifications"],
  "GET /settings/notifications": ["/settings/notifications"],
  "GET /settings/mail": ["/settings/mail"],
  "GET /settings/profile": ["/settings/profile"],
  "GET /settings/sessions": ["/settings/sessions"],
  "GET /settings/business": ["/settings/business"],
  "GET /settings/channel": ["/settings/channel"],
  "GET /settings/people": ["/settings/people"],
  "GET /settings/people/:id": ["/settings/people/2"],
  "GET /settings/roles": ["/settings/roles"],
  "GET /settings/roles/:id": ["/settings/roles/1"],
  "GET /settings/teams": ["/settings/teams"],
  "GET /settings/teams/new": ["/settings/teams/new"],
  "GET /settings/teams/:id": ["/settings/teams/1"],
  "GET /shifts": ["/shifts"],
  "GET /handovers": ["/handovers"],
  "GET /settings/contact-fields": ["/settings/contact-fields"],
  "GET /settings/contact-fields/new": ["/settings/contact-fields/new"],
  "GET /settings/contact-fields/:id": ["/settings/contact-fields/4"],
  "GET /settings/tokens": ["/settings/tokens"],
  "GET /settings/webhooks": ["/settings/webhooks"],
  "GET /settings/webhooks/:id": ["/settings/webhooks/1"],
  "GET /settings/outbox": ["/settings/outbox"],
  "GET /settings/quick-replies": ["/settings/quick-replies"],
  "GET /settings/quick-replies/new": ["/settings/quick-replies/new"],
  "GET /settings/quick-replies/:id": ["/settings/quick-replies/1"],
  "GET /routing": ["/routing"],
  "GET /routing/rules/new": ["/routing/rules/new?example=urgent", "/routing/rules/new"],
  "GET /routing/rules/:id": ["/routing/rules/1"],
  "GET /routing/rules/:id/versions": ["/routing/rules/1/versions"],
  "GET /routing/versions": ["/routing/versions"],
  "GET /routing/dry-run": ["/routing/dry-run"],
  "GET /bookings": ["/bookings", "/bookings?view=week"],
  "GET /bookings/new": ["/bookings/new"],
  "GET /bookings/:id": ["/bookings/3"],
  "GET /bookings/services": ["/bookings/services"],
  "GET /bookings/services/new": ["/bookings/services/new"],
  "GET /bookings/services/:id": ["/bookings/services/1"],
  "GET /bookings/staff": ["/bookings/staff"],
  "GET /bookings/staff/new": ["/bookings/staff/new"],
  "GET /bookings/staff/:id": ["/bookings/staff/1"],
  "GET /bot": ["/bot"],
  "GET /bot/rules/new": ["/bot/rules/new"],
  "GET /bot/rules/:id": ["/bot/rules/1"],
  "GET /bot/settings": ["/bot/settings"],
  "GET /bot/coverage": ["/bot/coverage", "/bot/coverage?source=simulated"],
  "GET /bot/figures": ["/bot/figures", "/bot/figures?source=simulated"],
  "GET /bot/incidents": ["/bot/incidents", "/bot/incidents?q=zzzz&try=where+is+my+order"],
  "GET /bot/incidents/new": ["/bot/incidents/new", "/bot/incidents/new?phrase=where+is+my+order"],
  "GET /bot/incidents/:id": ["/bot/incidents/1"],
  "GET /bot/incidents/:id/versions": ["/bot/incidents/1/versions"],
  "GET /bot/flows": ["/bot/flows"],
  "GET /bot/flows/new": ["/bot/flows/new"],
  "GET /bot/flows/:id": [
    "/bot/flows/1",
    "/bot/flows/2?step=topic",
    "/bot/flows/1?add=name&slot=next",
  ],
  "GET /bot/flows/:id/map": ["/bot/flows/2/map"],
  "GET /bot/flows/:id/try": ["/bot/flows/1/try"],
  "GET /bot/flows/:id/settings": ["/bot/flows/2/settings"],
  "GET /bot/flows/:id/versions": ["/bot/flows/1/versions"],
  "GET /bot/connections": ["/bot/connections"],
  "GET /bot/connections/new": ["/bot/connections/new"],
  "GET /bot/connections/:id": ["/bot/connections/1"],
  "GET /bot/packs": ["/bot/packs"],
  "GET /bot/packs/:key": ["/bot/packs/hours"],
  "GET /bot/tests": ["/bot/tests"],
  "GET /bot/tests/new": ["/bot/tests/new"],
  "GET /bot/tests/:id": ["/bot/tests/1"],
  "GET /knowledge": ["/knowledge", "/knowledge?q=zzzz", "/knowledge?archived=1"],
  "GET /knowledge/new": ["/knowledge/new"],
  "GET /knowledge/suggestions": ["/knowledge/suggestions"],
  "GET /knowledge/:id": ["/knowledge/1", "/knowledge/2"],
  "GET /knowledge/:id/edit": ["/knowledge/1/edit"],
  "GET /knowledge/:id/versions": ["/knowledge/1/versions"],
  "GET /consent/retention": ["/consent/retention"],
  "GET /consent/proof": ["/consent/proof"],
  "GET /consent/proof/checkpoints/:id": ["/consent/proof/checkpoints/1"],
  "GET /consent/exports": ["/consent/exports"],
  "GET /consent/exports/:id": ["/consent/exports/1", "/consent/exports/2", "/consent/exports/3"],
  "GET /consent/verify": ["/consent/verify"],
  "GET /sla": ["/sla"],
  "GET /sla/policies/new": ["/sla/policies/new"],
  "GET /sla/policies/:id": ["/sla/policies/1"],
  "GET /sla/live": ["/sla/live"],
  "GET /sla/preview": ["/sla/preview"],
  "GET /sla/compliance": ["/sla/compliance"],
  "GET /consent/texts": ["/consent/texts"],
  "GET /consent/texts/new": ["/consent/texts/new?purpose=marketing&language=fr"],
  "GET /consent/texts/:id": ["/consent/texts/1"],
  "GET /consent/purposes/new": ["/consent/purposes/new"],
  "GET /consent/purposes/:key": ["/consent/purposes/marketing"],
  "GET /consent/words": ["/consent/words"],
  "GET /consent": ["/consent", "/consent?event=given&person=zzzz"],
  "GET /consent/audit": ["/consent/audit", "/consent/audit?action=exported&number=99"],
  "GET /consent/audit/:id": ["/consent/audit/1"],
  "GET /consent/records/:seq": ["/consent/records/1"],
  "GET /consent/forms": ["/consent/forms"],
  "GET /consent/forms/new": ["/consent/forms/new"],
  "GET /consent/forms/:id": ["/consent/forms/1", "/consent/forms/1?language=fr"],
  "GET /consent/forms/:id/poster": ["/consent/forms/1/poster"],
  "GET /consent/settings": ["/consent/settings"],
  "GET /consent/suppressed": ["/consent/suppressed"],
  "GET /consent/requests/:id/erasure": ["/consent/requests/3/erasure"],
  "GET /consent/requests": ["/consent/requests", "/consent/requests?state=closed"],
  "GET /consent/requests/new": [
    "/consent/requests/new",
    "/consent/requests/new?q=a",
    "/consent/requests/new?contact=1",
  ],
  "GET /consent/requests/:id": ["/consent/requests/1", "/consent/requests/2?language=fr"],
  "GET /contacts/:id/consent": ["/contacts/1/consent", "/contacts/1/consent?event=withdrawn"],
  "GET /consent/imports": ["/consent/imports"],
  "GET /consent/imports/:id": ["/consent/imports/1", "/consent/imports/2"],
  "GET /contacts": ["/contacts", "/contacts?q=zzzz"],
  "GET /contacts/:id": ["/contacts/1"],
  "GET /contacts/segments": ["/contacts/segments"],
  "GET /contacts/segments/new": ["/contacts/segments/new"],
  "GET /contacts/segments/:id": ["/contacts/segments/1"],
};
const signedIn = [...Object.values(pages).flat(), "/nothing/here"];
/** Pages of strangers, parts of pages, files, and what only forwards. */
const parts = [
  "/login",
  "/setup",
  "/invitation",
  "/",
  "/live",
  "/banners",
  "/inbox/list",
  "/inbox/older",
  "/inbox/unread",
  "/inbox/bulk",
  "/inbox/next",
  "/inbox/filter",
  "/board/columns",
  "/search/quick",
  "/consent/requests/:id/package",
  "/contacts/:id/knowledge",
  "/tickets/:number/live",
  "/tickets/:number/earlier",
  "/tickets/:number/articles",
  "/tickets/:number/quick-replies",
  "/tickets/:number/templates",
  "/tickets/:number/merge",
  "/simulator/live",
  "/bot/try",
  "/bot/incidents/try",
  "/bot/flows/:id/export",
  "/consent/retention/trial",
  "/consent/proof/public-key.pem",
  "/consent/proof/checkpoints/:id/text",
  "/consent/proof/checkpoints/:id/signature",
  "/sla/live/board",
  "/sla/compliance.csv",
  "/bot/figures.csv",
  "/c/:slug",
  "/consent/exports/:id/progress",
  "/consent/exports/:id/file",
  "/consent/imports/:id/progress",
  "/consent/imports/:id/report.csv",
  "/c/booking/:file",
  "/c/calendar/:file",
  "/favicon.ico",
  "/sw.js",
  "/notifications/unseen",
  "/assets/*",
  "/consent/papers/:id",
  "/contacts/:id/papers/:paper",
  "/media/:id",
  "/media/assets/:id",
  "/media/assets/:id/thumbnail",
  "/media/:id/thumbnail",
  "/media/:id/webm",
  "/healthz",
  "/readyz",
  "/version",
  "/metrics",
  "/webhooks/meta",
];

test("no page is missing here", () => {
  const known = [...Object.keys(pages), ...parts.map((path) => `GET ${path}`)];
  const routes = Object.keys(access).filter((route) => /^GET \/(?!api\/)/.test(route));
  expect(routes.filter((route) => !known.includes(route))).toEqual([]);
});

describe.skipIf(!chromiumPath)("every page", () => {
  let open: BrowserDesk;
  let fresh: BrowserDesk;
  let setupPath: string;
  let invitationPath: string;

  beforeAll(async () => {
    open = await openBrowserDesk();
    await fill(open);
    invitationPath = await inviteSomebody(open);
    fresh = await openBrowserDesk({ isSetUp: false });
    const { recado, clock } = fresh.desk;
    const token = await recado.write((tx) => insertSetupLink(tx, clock.now()));
    setupPath = `/setup?token=${encodeURIComponent(token)}`;
  });
  afterAll(async () => {
    await open.close();
    await fresh.close();
  });

  for (const width of [1440, 390])
    test(`has no finding of axe, no complaint of the console and no foreign request at ${width} px`, async () => {
      expect(await findingsAt(width)).toEqual([]);
    });

  async function findingsAt(width: number): Promise<string[]> {
    const found: string[] = [];
    for (const { visit, url, paths } of await everybody({ width })) {
      for (const path of paths) found.push(...(await inspect(visit.page, url, path, width)));
      found.push(...visit.problems);
    }
    return found;
  }

  // English is looked at with axe.
  for (const language of languages.filter((each) => each !== "en"))
    test(`fits a phone in ${language}, with every text there and every placeholder filled`, async () => {
      expect(await faultsIn(language)).toEqual([]);
    });

  async function faultsIn(language: Language): Promise<string[]> {
    const wrong: string[] = [];
    for (const { visit, url, paths } of await everybody({
      width: 390,
      locale: language,
      hasScript: false,
    }))
      for (const path of paths) wrong.push(...(await lookOver(visit.page, url, path, language)));
    return wrong;
  }

  /** An owner, a stranger, and whoever sets a desk up, each with their pages. */
  async function everybody(options: VisitOptions & { locale?: Language }) {
    const owner = await ownerSpeaking(open, options.locale ?? "en");
    const setup = [setupPath, "/setup?token=wrong"];
    return [
      { visit: await open.pageOf(owner, options), url: open.url, paths: signedIn },
      {
        visit: await open.strangersPage(options),
        url: open.url,
        paths: [
          "/login",
          "/setup",
          invitationPath,
          "/invitation?token=wrong",
          "/c/counter",
          "/c/counter?tablet=1",
        ],
      },
      { visit: await fresh.strangersPage(options), url: fresh.url, paths: setup },
    ];
  }

  test("keeps its budget: 25 KB of script, 12 KB of style and 40 KB of inbox, zipped", async () => {
    for (let n = 0; n < 50; n++) {
      const at = open.desk.clock.now();
      const webhook = textWebhook(`Olá, o pedido ${n} já saiu? Preciso dele até sexta-feira.`, {
        name: `Cliente Número ${n}`,
        from: `55119222${1000 + n}`,
        at,
      });
      await open.desk.deliver(webhook);
    }
    const { get } = await open.desk.browserOf(open.desk.people.ana);
    const list = await parse(await get("/inbox"));
    expect(list.querySelectorAll("#ticket-list > .row")).toHaveLength(50);
    for (const path of Object.values(pages).flat()) {
      const html = await (await get(path)).text();
      const sizes = {
        page: Bun.gzipSync(html).byteLength,
        script: await sent(html, /<script src="([^"]+)"/g),
        style: await sent(html, /<link rel="stylesheet" href="([^"]+)"/g),
      };
      console.info(path, JSON.stringify(sizes));
      expect(sizes.page).toBeLessThanOrEqual(40 * KB);
      expect(sizes.script).toBeLessThanOrEqual(25 * KB);
      expect(sizes.style).toBeLessThanOrEqual(12 * KB);
    }
  });

  /** Bytes of the files that the markup names, as they go over the wire. */
  async function sent(html: string, pattern: RegExp): Promise<number> {
    let total = 0;
    for (const [, path] of html.matchAll(pattern)) {
      const headers = { "accept-encoding": "gzip" };
      const response = await fetch(open.url + path, { headers, decompress: false });
      expect(response.headers.get("content-encoding")).toBe("gzip");
      total += (await response.bytes()).byteLength;
    }
    return total;
  }
});

async function ownerSpeaking({ desk }: BrowserDesk, language: Language): Promise<number> {
  const email = `${language}-${crypto.randomUUID()}@loja-azul.example`;
  const owner = {
    email,
    name: "Ana",
    role: "owner" as const,
    passwordHash: "$argon2id$none",
    language,
  };
  return desk.recado.write((tx) => insertUser(tx, owner, desk.clock.now()));
}

/**
 * All of axe in one scheme of colours, and with RECADO_AXE=full the colours of the other one, too:
 * an ordinary run looks at wide pages in light and at phones in dark.
 */
async function inspect(page: Page, url: string, path: string, width: number): Promise<string[]> {
  const [scheme, other] =
    width === 390 ? (["dark", "light"] as const) : (["light", "dark"] as const);
  const name = `${width}${path.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 40)}`;
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(url + path);
  await shoot(page, `${name}-${scheme}`);
  const found = await axeFindings(page);
  if (width === 390) {
    found.push(...(await pageFaults(page, "en")));
    found.push(...(await smallTargets(page)).map((target) => `small: ${target}`));
  }
  if (process.env.RECADO_AXE === "full") {
    await page.emulateMedia({ colorScheme: other });
    await page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
    await shoot(page, `${name}-${other}`);
    found.push(...(await axeFindings(page, ["color-contrast"])));
  }
  return found.map((finding) => `${path} at ${width} px: ${finding}`);
}

async function lookOver(
  page: Page,
  url: string,
  path: string,
  language: string,
): Promise<string[]> {
  await page.goto(url + path);
  await shoot(page, `${language}${path.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 40)}`);
  const wrong = await pageFaults(page, language);
  return wrong.map((fault) => `${language} ${path}: ${fault}`);
}

/** A role of the desk's own, and the link for somebody who shall have it. */
async function inviteSomebody({ desk }: BrowserDesk): Promise<string> {
  const now = desk.clock.now();
  const rights = { scope: "team" as const, may: ["tickets" as const, "notes" as const] };
  const token = await desk.recado.write(async (tx) => {
    const customRoleId = await insertRole(tx, { name: "Volunteers", rights }, now);
    const role = { role: "custom" as const, customRoleId };
    const times = { expiresAt: now + 7 * 86_400_000, accessEndsAt: now + 60 * 86_400_000 };
    const person = { email: "clara@loja-azul.example", name: "Clara", teamIds: [] };
    return insertInvitation(tx, { ...person, ...role, ...times, invitedBy: desk.people.ana }, now);
  });
  return `/invitation?token=${token}`;
}

/** Something on every page. */
async function fill({ desk }: BrowserDesk): Promise<void> {
  await deliverEveryMessage(desk);
  const { clock, recado } = desk;
  const now = clock.now();
  const rule = {
    name: "Opening hours",
    match: "contains" as const,
    phrases: ["abrem hoje"],
    answers: { pt: "Às 9 h" },
    action: "answer" as const,
    enabled: true,
  };
  await recado.write((tx) => insertRule(tx, rule, now));
  const sample = { name: "Prazo", language: "pt" as const, flowId: null };
  const turns = [{ say: "qual o prazo?", expect: { outcome: "rule" as const } }];
  await recado.write((tx) => insertSample(tx, { ...sample, turns }, now));
  await addBookings(desk);
  const incident = await addIncident(desk);
  const renamed = { ...whereIsMyOrder, name: "Order status" };
  await recado.write((tx) => updateIncident(tx, incident.id, renamed, desk.people.ana, now));
  await addRoutingRules(desk);
  await addRequests(desk);
  await addTeams(desk);
  await addKnowledge(desk);
  await addSuggestions(desk, (await addArticles(desk)).delivery);
  await recado.write((tx) =>
    insertQuickReply(
      tx,
      { shortcut: "prazo", category: "Entrega", text: "Oi {{first_name}}!" },
      now,
    ),
  );
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/sla/policies/defaults");
  await ana.send("POST", "/consent/proof/checkpoints");
  await ana.send("POST", "/consent/texts", {
    purpose: "marketing",
    language: "en",
    body: "I agree that {business} sends me news from {number}, 2 a month. STOP ends it.",
  });
  await ana.send("POST", "/consent/retention/trials");
  await ana.send("POST", "/tickets/1/notes", {
    text: "@Bruno can you see to it?\n[ ] call the carrier\n[x] ask for the number",
  });
  desk.graph.faults.set("window-closed", { times: 1 });
  await ana.send("POST", "/tickets/1/messages", { text: "Lost on its way" });
  await desk.work.sender.kick();
  // A closed window: Dora wrote two days ago.
  await desk.deliver(
    textWebhook("Oi", { name: "Dora", from: "5511933334444", at: now - 2 * 86_400_000 }),
  );
  await ana.send("POST", "/simulator/messages", { who: cast[0]?.key ?? "", text: "Oi!" });
  await addFlowPages(desk);
  await addConsentForm(desk);
  await addConsentImports(desk);
  await addConsentExports(desk);
}
