import { afterEach, describe, expect, test } from "bun:test";
import { payload } from "../payloads/read.ts";
import {
  answering,
  channel,
  clientOf,
  raw,
  sendAgainst,
  served,
  stopServers,
} from "../support/graph.ts";
import { http } from "../support/raw-server.ts";

afterEach(stopServers);

describe("media", () => {
  test("are found with a hash in hexadecimal and a size as number or text", async () => {
    for (const name of ["media_get_ok", "media_get_ok_string_size"]) {
      const { port, requests } = await raw(
        answering(http(200, JSON.stringify(await payload(`graph/${name}`)))),
      );
      const found = await clientOf(`http://127.0.0.1:${port}/v26.0`).findMedia(
        channel,
        "1003383421387256",
      );
      expect(found).toMatchObject({
        kind: "found",
        byteSize: 303833,
        mimeType: "image/jpeg",
        sha256Hex: "6a95165c68c02c8e0a13bac9fdf21460f37ea85037ebe09f856afd0c1b2a3f4e",
      });
      expect(requests[0]).toStartWith("GET /v26.0/1003383421387256 HTTP/1.1");
    }
  });

  test("that are no longer there are gone; anything else is tried again", async () => {
    const { baseUrl, graph } = await served();
    expect(await clientOf(baseUrl).findMedia(channel, "404")).toEqual({ kind: "gone" });
    expect(graph.requests[0]?.path).toBe("/404");
    for (const [status, body] of [
      [500, ""],
      [401, JSON.stringify(await payload("graph/error_190_expired"))],
    ] as const) {
      const { port } = await raw(answering(http(status, body)));
      expect((await clientOf(`http://127.0.0.1:${port}`).findMedia(channel, "1")).kind).toBe(
        "retry",
      );
    }
  });

  test("come and go byte by byte", async () => {
    const { baseUrl } = await served();
    const client = clientOf(baseUrl);
    const bytes = crypto.getRandomValues(new Uint8Array(200_000));
    const uploaded = await client.uploadMedia(
      channel,
      new Blob([bytes]),
      "Currículum.pdf",
      "application/pdf",
    );
    if (uploaded.kind !== "uploaded") throw new Error(uploaded.detail);
    const found = await client.findMedia(channel, uploaded.metaId);
    if (found.kind !== "found") throw new Error(found.kind);
    expect(found.sha256Hex).toBe(new Bun.CryptoHasher("sha256").update(bytes).digest("hex"));
    expect(found.mimeType).toBe("application/pdf");
    const download = await client.downloadMedia(channel, found.url);
    if (download.kind !== "ok") throw new Error(download.detail);
    expect(new Uint8Array(await new Response(download.body).arrayBuffer())).toEqual(bytes);
  });

  test("are asked for with token and User-Agent, at media hosts alone", async () => {
    const media = await raw(answering(http(200, "bytes")));
    const elsewhere = await raw(answering(http(200, "bytes")));
    const client = clientOf("http://127.0.0.1:1/v26.0", {
      mediaHosts: [`127.0.0.1:${media.port}`],
    });
    expect((await client.downloadMedia(channel, `http://127.0.0.1:${media.port}/a`)).kind).toBe(
      "ok",
    );
    expect(media.requests[0]).toMatch(/authorization: Bearer EAAG-secret/i);
    expect(media.requests[0]).toMatch(/user-agent: Recado/i);
    expect(
      await client.downloadMedia(channel, `http://127.0.0.1:${elsewhere.port}/a`),
    ).toMatchObject({ kind: "retry" });
    expect(elsewhere.requests).toEqual([]);
  });

  test("are never asked for without https once Graph has it", async () => {
    const media = await raw(answering(http(200, "bytes")));
    const client = clientOf("https://graph.facebook.com/v26.0", {
      mediaHosts: ["127.0.0.1"],
      allowPrivateHosts: ["127.0.0.1"],
    });
    expect((await client.downloadMedia(channel, `http://127.0.0.1:${media.port}/a`)).kind).toBe(
      "retry",
    );
    expect(media.requests).toEqual([]);
  });

  test("whose link is over are fetched by a new one", async () => {
    for (const [status, kind] of [
      [404, "refetch"],
      [410, "refetch"],
      [403, "refetch"],
      [500, "retry"],
    ] as const) {
      const { port } = await raw(answering(http(status, "")));
      const client = clientOf(`http://127.0.0.1:${port}/v26.0`);
      expect((await client.downloadMedia(channel, `http://127.0.0.1:${port}/a`)).kind).toBe(kind);
    }
  });

  test("that WhatsApp does not take fail with its reason", async () => {
    const body = JSON.stringify(await payload("graph/error_100_media_type"));
    const { port } = await raw({ onData: (socket) => socket.end(http(400, body)) });
    const client = clientOf(`http://127.0.0.1:${port}/v26.0`);
    expect(
      await client.uploadMedia(channel, new Blob(["x"]), "a.webm", "audio/webm"),
    ).toMatchObject({
      kind: "failed",
      code: 100,
      detail: expect.stringContaining("audio/webm"),
    });
  });
});

describe("the rest of the Graph API", () => {
  test("templates come from all pages, by cursor and never by Meta's link", async () => {
    const pages = [
      await payload("graph/templates_list_page1"),
      await payload("graph/templates_list_page2"),
    ];
    const { port, requests } = await raw({
      onData: (socket) => socket.end(http(200, JSON.stringify(pages[requests.length - 1]))),
    });
    const found = await clientOf(`http://127.0.0.1:${port}/v26.0`).listTemplates(channel);
    if (found.kind !== "listed") throw new Error(found.detail);
    expect(
      found.templates.map(({ name, language, status }) => `${name} ${language} ${status}`),
    ).toEqual([
      "reservation_confirmation en_US APPROVED",
      "coupon_expiration_reminder_number_vars en APPROVED",
      "hello_world en_US APPROVED",
      "hello_world pt_BR REJECTED",
      "verify_code en_US PAUSED",
      "carousel_sale es_MX PENDING",
      "track_order en_GB DISABLED",
    ]);
    expect(found.templates[0]).toMatchObject({
      parameterFormat: "NAMED",
      components: expect.any(Array),
    });
    expect(requests).toHaveLength(2);
    expect(requests[1]).toContain("/102290129340398/message_templates?limit=100&after=QVFIU2 ");
  });

  test("a list that cannot be read to its end is no list", async () => {
    const first = await payload("graph/templates_list_page1");
    const { port, requests } = await raw({
      onData: (socket) =>
        socket.end(requests.length === 1 ? http(200, JSON.stringify(first)) : http(500, "")),
    });
    const found = await clientOf(`http://127.0.0.1:${port}/v26.0`).listTemplates(channel);
    expect(found).toMatchObject({ kind: "retry" });
  });

  test("a phone number says its name and quality", async () => {
    const { port } = await raw(
      answering(http(200, JSON.stringify(await payload("graph/phone_number_ok")))),
    );
    expect(await clientOf(`http://127.0.0.1:${port}`).getPhoneNumber(channel)).toEqual({
      kind: "found",
      verifiedName: "Lucky Shrub",
      displayPhone: "15550783881",
      qualityRating: "GREEN",
    });
  });

  test("a wrong phone number id fails", async () => {
    const body = '{"error":{"code":100,"error_subcode":33,"message":"Object does not exist"}}';
    const { port } = await raw(answering(http(400, body)));
    expect(await clientOf(`http://127.0.0.1:${port}`).getPhoneNumber(channel)).toMatchObject({
      kind: "failed",
      code: 100,
    });
  });

  test("people are blocked by number or BSUID, and a refusal is told", async () => {
    const { baseUrl, graph } = await served();
    const client = clientOf(baseUrl);
    expect(await client.blockUser(channel, "16505551234")).toEqual({ kind: "done" });
    expect(await client.unblockUser(channel, "US.13491208655302741918")).toEqual({ kind: "done" });
    expect(
      graph.requests.map(({ method, body }) => [
        method,
        (body as { block_users: unknown }).block_users,
      ]),
    ).toEqual([
      ["POST", [{ user: "+16505551234" }]],
      ["DELETE", [{ user_id: "US.13491208655302741918" }]],
    ]);
    const { port } = await raw(
      answering(http(200, JSON.stringify(await payload("graph/block_users_partial")))),
    );
    expect(
      await clientOf(`http://127.0.0.1:${port}`).blockUser(channel, "19999999999"),
    ).toMatchObject({
      kind: "failed",
      code: 139100,
    });
  });

  test("read and typing are best effort", async () => {
    const { baseUrl, graph } = await served();
    expect(await clientOf(baseUrl).markRead(channel, "wamid.1", true)).toBe(true);
    expect(graph.requests[0]?.body).toEqual({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.1",
      typing_indicator: { type: "text" },
    });
    const { port } = await raw({ onData: (socket) => socket.destroy() });
    expect(await clientOf(`http://127.0.0.1:${port}`).markRead(channel, "wamid.1", false)).toBe(
      false,
    );
  });

  test("no outcome tells the token", async () => {
    const outcomes = [
      await sendAgainst({ onData: (socket) => socket.destroy() }),
      await sendAgainst(answering(http(500, ""))),
      await sendAgainst({}),
    ];
    expect(JSON.stringify(outcomes)).not.toContain("EAAG");
  });
});
