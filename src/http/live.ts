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
  const boot = crypto.randomUUID().slice(0, 8);
  const kept: { sequence: number; chunk: string }[] = [];
  const listeners = new Set<Listener>();
  let sequence = 0;

  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.send(": still here\n\n");
  }, HEARTBEAT);
  heartbeat.unref();

  return {
    get position() {
      return `${boot}-${sequence}`;
    },
    get listeners() {
      return listeners.size;
    },
    announce(event) {
      sequence += 1;
      const id = `${boot}-${sequence}`;
      const chunk = `id: ${id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.detail)}\n\n`;
      kept.push({ sequence, chunk });
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener.send(chunk);
    },
    connect(lastEventId, userId) {
      let listener: Listener | undefined;
      const body = new ReadableStream<string>({
        start(controller) {
          listener = {
            userId,
            send(chunk) {
              try {
                controller.enqueue(chunk);
              } catch {
                if (listener) listeners.delete(listener);
              }
            },
            end() {
              if (listener) listeners.delete(listener);
              try {
                controller.close();
              } catch {
                log.debug("live.already-closed");
              }
            },
          };
          for (const chunk of missed(lastEventId)) listener.send(chunk);
          listeners.add(listener);
        },
        cancel() {
          if (listener) listeners.delete(listener);
        },
      });
      return new Response(body, {
        headers: {
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        },
      });
    },
    close(userId) {
      for (const listener of [...listeners]) {
        if (userId === undefined || listener.userId === userId) listener.end();
      }
      if (userId === undefined) clearInterval(heartbeat);
    },
  };

  /** An id-only frame first: without it a tab that was hidden at once would lose events. */
  function missed(lastEventId: string | null): string[] {
    const hello = `id: ${boot}-${sequence}\n\n`;
    if (!lastEventId) return [hello];
    const [lastBoot, last] = lastEventId.split("-");
    const from = Number(last);
    const isKnown = lastBoot === boot && from >= (kept[0]?.sequence ?? sequence + 1) - 1;
    if (!isKnown) return [hello, "event: resync\ndata: {}\n\n"];
    return [hello, ...kept.filter((entry) => entry.sequence > from).map((entry) => entry.chunk)];
  }
}
