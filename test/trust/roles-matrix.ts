import { type Desk, HOST, openDesk } from "../support/desk.ts";
import { type Placed, setStage, type Stage } from "./role-objects.ts";
import { expected, maySee, type Person, persons } from "./role-persons.ts";
import {
  isAnswered,
  keep,
  type Kept,
  partOf,
  pathFor,
  plainPath,
  putBack,
  read,
  saysNumber,
} from "./role-requests.ts";
import { routesByRole } from "./routes-by-role.ts";

export interface Figures {
  routes: number;
  requests: number;
  allowed: number;
  refused: number;
  missing: number;
  /** Routes of the program that the list does not have, and the other way round. */
  unlisted: string[];
  stale: string[];
  /** Answers that are not what the table of permissions says. */
  wrong: string[];
  /** Words or numbers in an answer to somebody who may not see them; changes out of scope. */
  leaks: string[];
  /** Texts that were looked for in vain where they had to be. */
  absent: string[];
}

/** One request of the matrix. */
interface Ask {
  person: Person | null;
  route: string;
  path: string;
  needs: string;
  piece: Placed | null;
}

/** What every form of every page could hold; each takes what it knows. */
const form = {
  text: "Obrigada",
  tags: "vip",
  tag: "vip",
  category: "pedidos",
  language: "pt",
  priority: "high",
  user: "me",
  emoji: "👍",
  local: "2026-09-25T10:00",
  done: "1",
  kind: "note",
  action: "spam",
  to: "escalated",
};

/** Routes that the list does not have. */
export function unlistedOf(routes: readonly string[]): string[] {
  return routes.filter((route) => !(route in routesByRole));
}

/** Roles × routes × objects, on a desk of its own; `roles`: of these alone. */
export async function runMatrix(roles?: readonly string[]): Promise<Figures> {
  const desk = await openDesk();
  try {
    const stage = await setStage(desk);
    // What is queued stays with us: whoever queued it is what counts here.
    desk.work.sender.kick = () => {};
    return await new Matrix(desk, stage).run(
      persons.filter(({ role }) => !roles?.length || roles.includes(role)),
    );
  } finally {
    await desk.close();
  }
}

/** Who agreed and whose data was changed is what these pages are for: names, never words or numbers. */
function isToldNames(label: string, person: Person | null): boolean {
  const reads = (permission: string) => person?.may.includes(permission) === true;
  return /: (?:GET|POST) \/consent(?:\/|$| )/.test(label) && (reads("audit") || reads("consent"));
}

class Matrix {
  readonly figures: Figures = {
    routes: 0,
    requests: 0,
    allowed: 0,
    refused: 0,
    missing: 0,
    unlisted: [],
    stale: [],
    wrong: [],
    leaks: [],
    absent: [],
  };

  constructor(
    private readonly desk: Desk,
    private readonly stage: Stage,
  ) {}

  async run(played: readonly Person[]): Promise<Figures> {
    const routes = this.desk.app.routes.map(({ method, path }) => `${method} ${path}`);
    this.figures.routes = routes.length;
    this.figures.unlisted = unlistedOf(routes);
    this.figures.stale = Object.keys(routesByRole).filter((route) => !routes.includes(route));
    const start = await keep(this.desk.recado.db);
    for (const person of [...played, null]) {
      for (const route of routes.filter((each) => each in routesByRole))
        for (const ask of this.asksOf(person, route)) await this.ask(ask, start);
      if (!person) continue;
      await this.search(person);
      if (person.may.includes("tickets")) await this.listen(person);
    }
    return this.figures;
  }

  /** A route without an object once; one with an object for each kind of piece. */
  asksOf(person: Person | null, route: string): Ask[] {
    const [needs = "", object = ""] = (routesByRole[route] ?? "").split(" ");
    const path = route.split(" ")[1] ?? "";
    if (!object) return [{ person, route, path: plainPath(path), needs, piece: null }];
    const name = person?.name ?? "Bia";
    const words = [
      `own${name}`,
      `managed${name}`,
      // Somebody else's: of no concern to who sees their own alone.
      name === "Bia" ? "ownNuno" : "ownBia",
      "teamsticket",
      "othersticket",
      "nobodysticket",
    ];
    return this.stage.placed
      .filter(({ word }) => words.includes(word))
      .map((piece) => ({ person, route, path: pathFor(path, object, piece), needs, piece }));
  }

  async ask(ask: Ask, start: Kept): Promise<void> {
    const { person, route, piece } = ask;
    const isUnsafe = !route.startsWith("GET ");
    const response = await this.send(person, route.split(" ")[0] ?? "", ask.path);
    const said = await read(response);
    this.figures.requests += 1;
    const wanted = expected(person, ask.needs, piece);
    if (wanted === "allowed") this.figures.allowed += 1;
    else if (wanted === "missing") this.figures.missing += 1;
    else if (wanted !== "public") this.figures.refused += 1;
    const label = `${person?.role ?? "signed out"}: ${route}${piece ? ` of ${piece.word}` : ""}`;
    if (!isAnswered(wanted, response, piece !== null))
      this.figures.wrong.push(`${label}: ${response.status} instead of ${wanted}`);
    this.scan(label, person, said);
    if (!isUnsafe) return;
    const changed = await this.restore(start);
    for (const { word } of changed.filter((each) => !person || !maySee(person, each)))
      this.figures.leaks.push(`${label}: changed ${word}`);
  }

  /** Nothing of what they may not see may stand in any answer. */
  scan(label: string, person: Person | null, said: string): void {
    for (const piece of this.stage.placed) {
      const isSeen = person !== null && maySee(person, piece);
      const word = isToldNames(label, person) ? `msg${piece.word}` : piece.word;
      if (!isSeen && said.includes(word))
        this.figures.leaks.push(`${label}: told of ${piece.word}`);
      if (said.includes(`note${piece.word}`) && !person?.may.includes("notes"))
        this.figures.leaks.push(`${label}: told a note of ${piece.word}`);
      if (saysNumber(said, piece.phone) && !(isSeen && person.may.includes("phones")))
        this.figures.leaks.push(`${label}: told the number of ${piece.word}`);
    }
  }

  /** Lists and searches find what is theirs, and nothing else. */
  async search(person: Person): Promise<void> {
    await this.list(person, "/inbox?view=all");
    await this.list(person, "/inbox/list?view=unassigned");
    for (const piece of this.stage.placed) {
      const { word, phone } = piece;
      const isSeen = maySee(person, piece);
      // In capitals, so that the page's own echo of it is not taken for a find.
      const sought = `MSG${word.toUpperCase()}`;
      const places: [string, string, string | null][] = [
        ["tickets", `/search?q=${sought}`, `msg${word}`],
        ["tickets", `/search/quick?q=${sought}`, `msg${word}`],
        ["tickets", `/search?q=${phone.slice(-6)}`, null],
        ["tickets", `/search?q=${piece.ticket}`, null],
        ["tickets", `/tickets/${piece.ticket}`, `msg${word}`],
        ["contacts", `/contacts?q=${word.toUpperCase()}`, word === "nobodysticket" ? null : word],
        ["contacts", `/contacts?q=${phone.slice(-6)}`, null],
        ["contacts", `/contacts/${piece.contact}`, word === "nobodysticket" ? null : word],
      ];
      for (const [needs, path, text] of places) {
        if (!person.may.includes(needs)) continue;
        const response = await this.send(person, "GET", path);
        const said = await read(response);
        this.figures.requests += 1;
        this.scan(`${person.role}: GET ${path}`, person, said);
        if (isSeen && text && !said.includes(text))
          this.figures.absent.push(`${person.role}: GET ${path} without ${text}`);
      }
    }
  }

  async list(person: Person, path: string): Promise<void> {
    if (!person.may.includes("tickets")) return;
    const said = await read(await this.send(person, "GET", path));
    this.figures.requests += 1;
    this.scan(`${person.role}: GET ${path}`, person, said);
    for (const { word } of this.stage.placed.filter((piece) => maySee(person, piece)))
      if (path.endsWith("all") && !said.includes(`msg${word}`))
        this.figures.absent.push(`${person.role}: GET ${path} without ${word}`);
  }

  /** Live events name the tickets of the scope alone. */
  async listen(person: Person): Promise<void> {
    const { live } = this.desk.recado;
    const stream = await this.send(person, "GET", "/live");
    const reader = (stream.body as ReadableStream<string | Uint8Array>).getReader();
    for (const { ticket, thread } of this.stage.placed)
      live.announce({ name: "ticket", detail: { ticket, thread, kinds: ["message", "ticket"] } });
    live.announce({ name: "banners", detail: {} });
    let told = "";
    while (!told.includes("event: banners")) {
      const { value, done } = await reader.read();
      if (done) break;
      told += typeof value === "string" ? value : new TextDecoder().decode(value);
    }
    await reader.cancel();
    for (const piece of this.stage.placed) {
      this.figures.requests += 1;
      const isTold = told.includes(`"ticket":${piece.ticket},`);
      const label = `${person.role}: live event of ${piece.word}`;
      if (isTold && !maySee(person, piece)) this.figures.leaks.push(label);
      if (!isTold && maySee(person, piece)) this.figures.absent.push(label);
    }
  }

  /** With a session of its own: some routes end it. */
  async send(person: Person | null, method: string, path: string): Promise<Response> {
    const id = person && this.stage.userIds.get(person.name);
    if (method === "GET") {
      if (!id) return this.desk.send(path);
      return (await this.desk.browserOf(id)).get(path);
    }
    const body = new FormData();
    for (const [name, value] of Object.entries(form)) body.set(name, value);
    // Of all, whoever's: a bulk action may touch only those within the scope.
    for (const { ticket } of this.stage.placed) body.append("ticket", String(ticket));
    const more = { "hx-request": "true" };
    if (id) return (await this.desk.browserOf(id)).send(method, path, body, more);
    const headers = { origin: `http://${HOST}`, "content-length": "2000", ...more };
    return this.desk.send(path, { method, body, headers });
  }

  /** Puts back what a request has changed, and says of which pieces that was. */
  async restore(start: Kept): Promise<Placed[]> {
    const { recado } = this.desk;
    const now = await keep(recado.db);
    const changed = this.stage.placed.filter(
      (piece) => !Bun.deepEquals(partOf(now, piece), partOf(start, piece)),
    );
    if (changed.length > 0) await recado.write((tx) => putBack(tx, now, start));
    return changed;
  }
}

if (import.meta.main)
  process.stdout.write(`${JSON.stringify(await runMatrix(process.argv.slice(2)))}\n`);
