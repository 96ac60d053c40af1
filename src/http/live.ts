import { errorText, type Log } from "../log.ts";

/** What open pages are told; they fetch what changed themselves. */
export type LiveEvent =
  | { name: "ticket"; detail: { ticket: number; thread: number; kinds: LiveKind[] } }
  | { name: "typing"; detail: { ticket: number; user: string } }
  | { name: "banners"; detail: Record<string, never> };
export type LiveKind = "message" | "status" | "ticket" | "note" | "media";

export interface Live {
  /** The last event's number; the page carries it to close the gap until it connects. */
  readonly position: string;
  announce(event: LiveEvent): void;
  /** An endless text/event-stream answer. `lastEventId` is `<boot>-<sequence>` or null. */
  connect(lastEventId: string | null, userId: number, hears?: Hears): Response;
  /** Ends the streams of one person (deactivated, password changed) or of all (shutdown). */
  close(userId?: number): void;
  readonly listeners: number;
  /** The people who have a page open, each once. */
  readonly people: number[];
}

/** Which of some tickets a listener may hear of; without one, of all. */
export type Hears = (tickets: number[]) => Promise<Set<number>>;

/** An event on its way: its number, its ticket if it has one, and what is sent. */
interface Told {
  sequence: number;
  ticket: number | null;
  chunk: string;
  /** For those who may not hear of the ticket: that some ticket moved, or nothing. */
  blank: string | null;
}

interface Listener {
  userId: number;
  send: (chunk: string) => void;
  tell: (told: Told) => void;
  end: () => void;
}

/** The page fetches everything anew. */
const resync = "event: resync\ndata: {}\n\n";
const HEARTBEAT = 20_000;
/** Events kept for pages that were away for a moment; older ones get `resync`. */
const KEPT = 1000;

/** Server-sent events for every open page of this process. */
export function openLive(log: Log): Live {
  return new LivePages(log);
}

class LivePages implements Live {
  readonly #boot = crypto.randomUUID().slice(0, 8);
  readonly #kept: Told[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #sequence = 0;

  constructor(private readonly log: Log) {
    this.#heartbeat = setInterval(() => this.#tellAll(": still here\n\n"), HEARTBEAT);
    this.#heartbeat.unref();
  }

  get position(): string {
    return `${this.#boot}-${this.#sequence}`;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  get people(): number[] {
    return [...new Set([...this.#listeners].map(({ userId }) => userId))];
  }

  announce(event: LiveEvent): void {
    this.#sequence += 1;
    const told = {
      sequence: this.#sequence,
      ticket: event.name === "banners" ? null : event.detail.ticket,
      chunk: this.#chunkOf(event),
      blank: isMove(event) ? this.#chunkOf(someTicket) : null,
    };
    this.#kept.push(told);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener.tell(told);
  }

  connect(lastEventId: string | null, userId: number, hears?: Hears): Response {
    let listener: Listener | undefined;
    const body = new ReadableStream<string>({
      start: (controller) => {
        listener = this.#listen(controller, userId, hears);
        listener.send(`id: ${this.position}\n\n`);
        const missed = this.#missedSince(lastEventId);
        if (missed === "too-much") listener.send(resync);
        else for (const told of missed) listener.tell(told);
      },
      cancel: () => {
        if (listener) this.#listeners.delete(listener);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  }

  close(userId?: number): void {
    for (const listener of [...this.#listeners]) {
      if (userId === undefined || listener.userId === userId) listener.end();
    }
    if (userId === undefined) clearInterval(this.#heartbeat);
  }

  #tellAll(chunk: string): void {
    for (const listener of this.#listeners) listener.send(chunk);
  }

  #chunkOf(event: LiveEvent): string {
    return `id: ${this.position}\nevent: ${event.name}\ndata: ${JSON.stringify(event.detail)}\n\n`;
  }

  #listen(
    controller: ReadableStreamDefaultController<string>,
    userId: number,
    hears: Hears | undefined,
  ): Listener {
    const send = (chunk: string) => {
      try {
        controller.enqueue(chunk);
      } catch {
        this.#listeners.delete(listener);
      }
    };
    const listener: Listener = {
      userId,
      send,
      tell: hears
        ? tellSome(hears, send, (error) => this.log.warn("live.not-told", { error }))
        : (told) => send(told.chunk),
      end: () => {
        this.#listeners.delete(listener);
        try {
          controller.close();
        } catch {
          this.log.debug("live.already-closed");
        }
      },
    };
    this.#listeners.add(listener);
    return listener;
  }

  /** Each connection begins with an id-only frame: without it a tab that was hidden at once would lose events. */
  #missedSince(lastEventId: string | null): Told[] | "too-much" {
    if (!lastEventId) return [];
    const [boot, last] = lastEventId.split("-");
    const from = Number(last);
    const oldest = this.#kept[0]?.sequence ?? this.#sequence + 1;
    const isKnown = boot === this.#boot && from >= oldest - 1;
    return isKnown ? this.#kept.filter((told) => told.sequence > from) : "too-much";
  }
}

/** Names no ticket and no thread: the page fetches its list anew, and sees what it may. */
const someTicket: LiveEvent = {
  name: "ticket",
  detail: { ticket: 0, thread: 0, kinds: ["ticket"] },
};

/** A change that may take a ticket out of somebody's list: they have to hear that something moved. */
function isMove(event: LiveEvent): boolean {
  return event.name === "ticket" && event.detail.kinds.includes("ticket");
}

/** In order, and asked for all that waits at once: one query, however many events come in a turn. */
function tellSome(
  hears: Hears,
  send: (chunk: string) => void,
  complain: (error: string) => void,
): (told: Told) => void {
  let waiting: Told[] = [];
  let isAsking = false;

  async function ask(): Promise<void> {
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      const heard = await hears([...new Set(asked.flatMap(({ ticket }) => ticket ?? []))]);
      for (const { ticket, chunk, blank } of asked) {
        const isHeard = ticket === null || heard.has(ticket);
        if (isHeard) send(chunk);
        else if (blank) send(blank);
      }
    }
  }

  return (told) => {
    waiting.push(told);
    if (isAsking) return;
    isAsking = true;
    void ask()
      .catch((error: unknown) => {
        complain(errorText(error));
        // Which of them it may hear of is unknown: it asks for its lists itself.
        waiting = [];
        send(resync);
      })
      .finally(() => (isAsking = false));
  };
}
