import { afterEach, describe, expect, test } from "bun:test";
import { fakeGraph } from "../../src/simulator/fake-graph.ts";
import type { GraphOptions } from "../../src/whatsapp/graph.ts";
import { payload, payloadNames } from "../payloads/read.ts";
import {
  answering,
  channel,
  clientOf,
  hello,
  raw,
  sendAgainst,
  served,
  stopServers,
  simulated,
} from "../support/graph.ts";
import { type Behaviour, cert, http, rawTlsServer } from "../support/raw-server.ts";

afterEach(stopServers);

describe("an accepted message", () => {
  const accepted: Record<string, object> = {
    send_ok: { waId: "16505551234", userId: null, heldStatus: null },
    send_ok_bsuid: { waId: null, userId: "US.13491208655302741918", heldStatus: null },
    send_ok_template_accepted: { heldStatus: null },
    send_ok_template_paced: { heldStatus: "held_for_quality_assessment" },
  };
  for (const [name, expected] of Object.entries(accepted)) {
    test(`${name} is accepted, with all that Meta says of it`, async () => {
      const body = JSON.stringify(await payload(`graph/${name}`));
      const outcome = await sendAgainst(answering(http(200, body)));
      expect(outcome).toMatchObject({
        kind: "accepted",
        wamid: expect.stringMatching(/^wamid\./),
        ...expected,
      });
    });
  }

  test("went out with token, path and body", async () => {
    const { baseUrl, graph } = await served();
    const outcome = await clientOf(baseUrl).sendMessage(channel, hello);
    expect(outcome).toMatchObject({ kind: "accepted", waId: "5511988887777" });
    expect(graph.requests).toEqual([
      {
        method: "POST",
        path: "/106540352242922/messages",
        authorization: "Bearer EAAG-secret",
        body: hello,
      },
    ]);
  });

  test("every request among the payloads is taken by the fake", async () => {
    const { baseUrl } = await served();
    const names = payloadNames("graph/requests").filter((name) => name.startsWith("send_"));
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) {
      const body = (await payload(`graph/requests/${name}`)) as Record<string, unknown>;
      const outcome = await clientOf(baseUrl).sendMessage(channel, body);
      expect(outcome.kind, name).toBe("accepted");
    }
  });
});

describe("an error of Meta's", () => {
  test("is sorted by its code, whatever the HTTP status", async () => {
    const expected: Record<string, object> = {
      error_130429_rate_limit: { kind: "retry", code: 130429, scope: "channel" },
      error_131056_pair_rate_limit: { kind: "retry", code: 131056, scope: "pair" },
      error_131000_unknown: { kind: "retry", code: 131000, scope: "message" },
      error_190_expired: { kind: "failed", code: 190, stopsChannel: true },
      error_200_permission: { kind: "failed", stopsChannel: true },
      error_131047_reengagement: { kind: "failed", code: 131047, stopsChannel: false },
      error_131053_media_upload: { kind: "failed", stopsChannel: false },
    };
    for (const [name, outcome] of Object.entries(expected)) {
      const body = JSON.stringify(await payload(`graph/${name}`));
      for (const status of [400, 403, 429, 500, 503]) {
        expect(await sendAgainst(answering(http(status, body))), `${name} ${status}`).toMatchObject(
          outcome,
        );
      }
    }
  });

  test("none of the payloads is a second send or an unknown outcome by mistake", async () => {
    const retried = new Set<number | null>();
    for (const name of payloadNames("graph").filter((found) => found.startsWith("error_"))) {
      const body = JSON.stringify(await payload(`graph/${name}`));
      const outcome = await sendAgainst(answering(http(400, body)));
      expect(["retry", "failed"], name).toContain(outcome.kind);
      if (outcome.kind === "retry") retried.add(outcome.code);
    }
    expect([...retried].toSorted((one, other) => Number(one) - Number(other))).toEqual([
      1, 2, 4, 80007, 130429, 131000, 131016, 131056,
    ]);
  });

  test("with a code that nobody knows is a failure", async () => {
    const body = JSON.stringify({ error: { code: 424242, message: "New" } });
    expect(await sendAgainst(answering(http(400, body)))).toMatchObject({
      kind: "failed",
      code: 424242,
      stopsChannel: false,
      detail: "New",
    });
  });

  test("135000 is retried once", async () => {
    const body = JSON.stringify({ error: { code: 135000, message: "Generic" } });
    expect(await sendAgainst(answering(http(400, body)))).toMatchObject({
      kind: "retry",
      once: true,
    });
  });
});

describe("what was provably not accepted is tried again", () => {
  const sendTo = (baseUrl: string, options: Partial<GraphOptions> = {}) =>
    clientOf(baseUrl, options).sendMessage(channel, hello);

  test("HTTP 429 with whatever body", async () => {
    for (const body of ["", "slow down", '{"error":{"code":999}}']) {
      expect(await sendAgainst(answering(http(429, body)))).toMatchObject({
        kind: "retry",
        scope: "channel",
      });
    }
  });

  test("a closed port", async () => {
    const server = await raw({});
    server.stop();
    expect(await sendTo(`http://127.0.0.1:${server.port}/v26.0`)).toMatchObject({
      kind: "retry",
      code: null,
    });
  });

  test("a name that does not resolve", async () => {
    expect(await sendTo("https://graph.nowhere.invalid/v26.0")).toMatchObject({
      kind: "retry",
      code: null,
    });
  });

  test("a certificate that is not Meta's", async () => {
    const server = await raw(answering(http(200, "{}")), rawTlsServer);
    const resolve = async () => ["127.0.0.1"];
    const at = (host: string) => `https://${host}:${server.port}/v26.0`;
    expect(await sendTo(at("graph.test"), { resolve })).toMatchObject({ kind: "retry" });
    expect(await sendTo(at("other.test"), { resolve, ca: cert })).toMatchObject({ kind: "retry" });
    expect(server.requests).toEqual([]);
    expect(await sendTo(at("graph.test"), { resolve, ca: cert })).toMatchObject({
      kind: "unknown",
    });
  });
});

describe("what may have been accepted is unknown, never sent again", () => {
  const cut = http(200, '{"messages":[{"id":"wamid.x"}]}').slice(0, -9);
  const behaviours: Record<string, Behaviour> = {
    "no answer in time": {},
    "a reset after the request": { onData: (socket) => socket.resetAndDestroy() },
    "a connection closed after the request": { onData: (socket) => socket.destroy() },
    "a connection reset before an answer": { onConnect: (socket) => socket.resetAndDestroy() },
    "an answer cut off": answering(cut),
    "an answer that stops coming": { onData: (socket) => socket.write(cut) },
    "a 200 that is no JSON": answering(http(200, "<html>")),
    "a 200 with cut JSON": answering(http(200, '{"messages":[{"id":"wa')),
    "a 200 without a message id": answering(http(200, '{"messages":[{}]}')),
    "a 200 with an empty body": answering(http(200, "")),
    "a 500 without a body": answering(http(500, "")),
    "a 502 of a proxy": answering(http(502, "Bad Gateway")),
    "a 500 with an error but no code": answering(http(500, '{"error":{"message":"?"}}')),
    "a 400 that says nothing": answering(http(400, "{}")),
    "a redirect": answering(http(302, "", { Location: "http://127.0.0.1:1/" })),
    nonsense: answering("nonsense"),
  };
  for (const [what, behaviour] of Object.entries(behaviours)) {
    test(what, async () => {
      expect(await sendAgainst(behaviour)).toEqual({ kind: "unknown", detail: expect.any(String) });
    });
  }
});

describe("a channel", () => {
  test("without a token fails as a dead token does, and asks nobody", async () => {
    const { baseUrl, graph } = await served();
    const mute = { ...channel, token: null };
    const client = clientOf(baseUrl);
    expect(await client.sendMessage(mute, hello)).toMatchObject({
      kind: "failed",
      code: 190,
      stopsChannel: true,
    });
    expect(await client.markRead(mute, "wamid.1", false)).toBe(false);
    expect(await client.findMedia(mute, "1")).toMatchObject({ kind: "retry" });
    expect(await client.downloadMedia(mute, `${baseUrl}/x`)).toMatchObject({ kind: "retry" });
    expect(graph.requests).toEqual([]);
  });

  test("that is simulated never uses the network, nor a token it might have", async () => {
    const { baseUrl, graph: real } = await served();
    const inside = fakeGraph();
    const client = clientOf(baseUrl, { simulatorFetch: inside.fetch });
    for (const each of [simulated, { ...simulated, token: channel.token }]) {
      expect((await client.sendMessage(each, hello)).kind).toBe("accepted");
      expect(await client.markRead(each, "wamid.1", true)).toBe(true);
      const { metaId } = inside.addMedia(new TextEncoder().encode("hi"), "text/plain");
      const found = await client.findMedia(each, metaId);
      if (found.kind !== "found") throw new Error(found.kind);
      expect(await client.downloadMedia(each, found.url)).toMatchObject({ kind: "ok" });
      expect(await client.downloadMedia(each, `${baseUrl}/media-files/1`)).toMatchObject({
        kind: "refetch",
      });
      expect((await client.listTemplates(each)).kind).toBe("listed");
    }
    expect(real.requests).toEqual([]);
    expect(inside.requests.filter(({ authorization }) => authorization !== null)).toEqual([]);
  });

  test("that is simulated breaks as a real one does", async () => {
    const inside = fakeGraph();
    const client = clientOf("https://graph.facebook.com/v26.0", {
      simulatorFetch: inside.fetch,
      timeoutMs: 30,
    });
    const expected = {
      "rate-limited": "retry",
      "pair-limited": "retry",
      "server-error-with-code": "retry",
      "window-closed": "failed",
      "token-dead": "failed",
      "server-error": "unknown",
      hang: "unknown",
      reset: "unknown",
      slow: "unknown",
      truncated: "unknown",
    } as const;
    for (const [fault, kind] of Object.entries(expected)) {
      inside.faults.set(fault as keyof typeof expected, { times: 1 });
      expect((await client.sendMessage(simulated, hello)).kind, fault).toBe(kind);
      expect((await client.sendMessage(simulated, hello)).kind, fault).toBe("accepted");
    }
  });
});
