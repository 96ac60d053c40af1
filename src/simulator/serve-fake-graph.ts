import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FakeGraph, fakeGraph } from "./fake-graph.ts";

export interface ServedFakeGraph {
  graph: FakeGraph;
  /** With a version, as RECADO_META_GRAPH_URL wants it. */
  baseUrl: string;
  port: number;
  /** Cuts open connections, too. */
  stop(): Promise<void>;
}

/**
 * The fake Graph API on a port of 127.0.0.1 (0: any free one), for tests and
 * development. On node:http, whose sockets can be reset for real.
 */
export async function serveFakeGraph(port = 0, graph = fakeGraph()): Promise<ServedFakeGraph> {
  const server = createServer((request, response) => {
    void respond(graph, request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    graph,
    port: bound,
    baseUrl: `http://127.0.0.1:${bound}/v26.0`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  graph: FakeGraph,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  try {
    const answer = await graph.fetch(await requestOf(incoming, gone.signal));
    const body = Buffer.from(await answer.arrayBuffer());
    outgoing.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      "content-length": body.byteLength,
    });
    outgoing.end(body);
  } catch {
    // The faults "reset" and "hang" end here: the caller sees a broken connection.
    incoming.socket.destroy();
  }
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? "GET";
  return new Request(`http://${incoming.headers.host ?? "localhost"}${incoming.url ?? "/"}`, {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
    body: method === "GET" ? undefined : Buffer.concat(chunks),
    signal,
  });
}
