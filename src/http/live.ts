import type { Log } from "../log.ts";

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
  connect(lastEventId: string | null, userId: number): Response;
  /** Ends the streams of one person (deactivated, password changed) or of all (shutdown). */
  close(userId?: number): void;
  readonly listeners: number;
}

type Listener = { userId: number; send: (chunk: string) => void; end: () => void };

const HEARTBEAT = 20_000;
/** Events kept for pages that were away for a moment; older ones get `resync`. */
const KEPT = 1000;

/** Server-sent events for every open page of this process. */
export function openLive(log: Log): Live {
  return new LivePages(log);
}

class LivePages implements Live {
  readonly #boot = crypto.randomUUID().slice(0, 8);
  readonly #kept: { sequence: number; chunk: string }[] = [];
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

  announce(event: LiveEvent): void {
    this.#sequence += 1;
    const chunk = `id: ${this.position}\nevent: ${event.name}\ndata: ${JSON.stringify(event.detail)}\n\n`;
    this.#kept.push({ sequence: this.#sequence, chunk });
    if (this.#kept.length > KEPT) this.#kept.shift();
    this.#tellAll(chunk);
  }

  connect(lastEventId: string | null, userId: number): Response {
    let listener: Listener | undefined;
    const body = new ReadableStream<string>({
      start: (controller) => {
        listener = this.#listen(controller, userId);
        for (const chunk of this.#missedSince(lastEventId)) listener.send(chunk);
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

  #listen(controller: ReadableStreamDefaultController<string>, userId: number): Listener {
    const listener: Listener = {
      userId,
      send: (chunk) => {
        try {
          controller.enqueue(chunk);
        } catch {
          this.#listeners.delete(listener);
        }
      },
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

  /** An id-only frame first: without it a tab that was hidden at once would lose events. */
  #missedSince(lastEventId: string | null): string[] {
    const hello = `id: ${this.position}\n\n`;
    if (!lastEventId) return [hello];
    const [boot, last] = lastEventId.split("-");
    const from = Number(last);
    const oldest = this.#kept[0]?.sequence ?? this.#sequence + 1;
    const isKnown = boot === this.#boot && from >= oldest - 1;
    if (!isKnown) return [hello, "event: resync\ndata: {}\n\n"];
    return [
      hello,
      ...this.#kept.filter((entry) => entry.sequence > from).map((entry) => entry.chunk),
    ];
  }
}
