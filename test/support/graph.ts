import { fakeGraph } from "../../src/simulator/fake-graph.ts";
import { type ServedFakeGraph, serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { type GraphChannel, graphClient, type GraphOptions } from "../../src/whatsapp/graph.ts";
import { type Behaviour, type RawServer, rawServer } from "./raw-server.ts";

export const channel: GraphChannel = {
  phoneNumberId: "106540352242922",
  wabaId: "102290129340398",
  token: "EAAG-secret",
  isSimulated: false,
};
export const simulated: GraphChannel = { ...channel, token: null, isSimulated: true };
export const hello = {
  messaging_product: "whatsapp",
  to: "+5511988887777",
  type: "text",
  text: { body: "Oi, Ana" },
};

const stops: (() => unknown)[] = [];

/** For `afterEach` of a file that used `served` or `raw`. */
export async function stopServers(): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}

export async function served(): Promise<ServedFakeGraph> {
  const server = await serveFakeGraph(0, fakeGraph({ token: channel.token }));
  stops.push(() => server.stop());
  return server;
}

export async function raw(behaviour: Behaviour, start = rawServer): Promise<RawServer> {
  const server = await start(behaviour);
  stops.push(() => server.stop());
  return server;
}

export function clientOf(baseUrl: string, options: Partial<GraphOptions> = {}) {
  return graphClient({
    baseUrl,
    mediaHosts: [],
    allowPrivateHosts: [],
    simulatorFetch: () => Promise.reject(new Error("not for the simulator")),
    timeoutMs: 200,
    ...options,
  });
}

/** What a send comes to when the server answers just this. */
export async function sendAgainst(behaviour: Behaviour) {
  const { port } = await raw(behaviour);
  return clientOf(`http://127.0.0.1:${port}/v26.0`).sendMessage(channel, hello);
}

export const answering = (answer: string): Behaviour => ({
  onData: (socket) => socket.end(answer),
});
