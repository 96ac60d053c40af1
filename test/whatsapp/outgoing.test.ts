import { afterEach, describe, expect, test } from "bun:test";
import { OutgoingError, outgoingFetch, type OutgoingOptions } from "../../src/whatsapp/outgoing.ts";
import {
  type Behaviour,
  cert,
  http,
  type RawServer,
  rawServer,
  rawTlsServer,
} from "../support/raw-server.ts";

const servers: RawServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.stop();
});

async function serve(behaviour: Behaviour, start = rawServer): Promise<RawServer> {
  const server = await start(behaviour);
  servers.push(server);
  return server;
}

const answering = (answer: string): Behaviour => ({ onData: (socket) => socket.end(answer) });

const limits = { timeoutMs: 1000, maxBytes: 1000 };
const local: OutgoingOptions = {
  ...limits,
  allowedHosts: ["127.0.0.1"],
  privateHosts: ["127.0.0.1"],
};

/** The failure of a request, or the body of its answer. */
async function outcome(url: string, options: OutgoingOptions = local): Promise<string> {
  try {
    const response = await outgoingFetch(url, { method: "POST", body: "hello" }, options);
    return await response.text();
  } catch (error) {
    if (error instanceof OutgoingError) return error.failure;
    throw error;
  }
}

describe("the allow-list", () => {
  test("takes a host at any port, or at the one it names", async () => {
    const { port } = await serve(answering(http(200, "fine")));
    const at = (entry: string) => ({ ...local, allowedHosts: [entry] });
    expect(await outcome(`http://127.0.0.1:${port}/`, at("127.0.0.1"))).toBe("fine");
    expect(await outcome(`http://127.0.0.1:${port}/`, at(`127.0.0.1:${port}`))).toBe("fine");
    expect(await outcome(`http://127.0.0.1:${port}/`, at("127.0.0.1:1"))).toBe("refused");
    expect(await outcome(`http://127.0.0.1:${port}/`, at("graph.test"))).toBe("refused");
  });

  test("is not fooled by dots, passwords, look-alikes or other schemes", async () => {
    const options = { ...local, allowedHosts: ["graph.test"], resolve: async () => ["127.0.0.1"] };
    const addresses = [
      "http://graph.test.evil.test/",
      "http://evilgraph.test/",
      "http://graph.test./",
      "http://graph.test@evil.test/",
      "http://user:secret@graph.test/",
      "file:///etc/passwd",
      "ftp://graph.test/",
      "data:text/plain,hello",
      "unix:/run/x.sock",
      "//graph.test/",
      "",
    ];
    for (const address of addresses)
      expect(await outcome(address, options), address).toBe("refused");
  });
});

describe("private addresses", () => {
  test("are refused however they are written, even for an allowed host", async () => {
    const server = await serve(answering(http(200, "secret")));
    const spellings = [
      "127.0.0.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "127.1",
      "[::ffff:127.0.0.1]",
      "[::1]",
      "0",
    ];
    for (const host of spellings) {
      const { hostname } = new URL(`http://${host}/`);
      const options = { ...limits, allowedHosts: [hostname] };
      expect(await outcome(`http://${host}:${server.port}/`, options), host).toBe("refused");
    }
    expect(server.requests).toEqual([]);
  });

  test("behind a public name are refused, also when only one of several is", async () => {
    const server = await serve(answering(http(200, "secret")));
    for (const addresses of [
      ["127.0.0.1"],
      ["8.8.8.8", "127.0.0.1"],
      ["::1"],
      ["169.254.169.254"],
    ]) {
      const options = { ...limits, allowedHosts: ["graph.test"], resolve: async () => addresses };
      expect(await outcome(`http://graph.test:${server.port}/`, options)).toBe("refused");
    }
    expect(server.requests).toEqual([]);
  });

  test("are reached where the operator opened them", async () => {
    const { port } = await serve(answering(http(200, "fine")));
    const resolve = async () => ["127.0.0.1"];
    const options = {
      ...limits,
      allowedHosts: ["graph.test"],
      privateHosts: ["graph.test"],
      resolve,
    };
    expect(await outcome(`http://graph.test:${port}/`, options)).toBe("fine");
  });

  test("cannot be slipped in by a name that changes its mind", async () => {
    const server = await serve(answering(http(200, "secret")));
    let asked = 0;
    // A public answer for the check, a private one for whoever asks again.
    const resolve = async () => (asked++ === 0 ? ["203.0.114.1"] : ["127.0.0.1"]);
    const options = { ...limits, timeoutMs: 200, allowedHosts: ["graph.test"], resolve };
    expect(await outcome(`http://graph.test:${server.port}/`, options)).not.toBe("secret");
    expect(asked).toBe(1);
    expect(server.requests).toEqual([]);
  });
});

describe("a request", () => {
  test("goes to the pinned address with the name in Host", async () => {
    const server = await serve(answering(http(200, "fine")));
    const options = {
      ...local,
      allowedHosts: ["graph.test"],
      privateHosts: ["graph.test"],
      resolve: async () => ["127.0.0.1"],
    };
    await outcome(`http://graph.test:${server.port}/x?y=1`, options);
    expect(server.requests[0]).toContain("POST /x?y=1 HTTP/1.1");
    expect(server.requests[0]).toContain(`Host: graph.test:${server.port}`);
  });

  test("tries the next address only when the first could not be reached", async () => {
    const server = await serve(answering(http(200, "fine")));
    const resolve = async () => ["127.0.0.9", "127.0.0.1"];
    const options = {
      ...local,
      allowedHosts: ["graph.test"],
      privateHosts: ["graph.test"],
      resolve,
    };
    expect(await outcome(`http://graph.test:${server.port}/`, options)).toBe("fine");
    const broken = await serve({ onData: (socket) => socket.destroy() });
    const twice = { ...options, resolve: async () => ["127.0.0.1", "127.0.0.1"] };
    expect(await outcome(`http://graph.test:${broken.port}/`, twice)).toBe("broken");
    expect(broken.requests).toHaveLength(1);
  });

  test("follows no redirect", async () => {
    const target = await serve(answering(http(200, "secret")));
    for (const status of [301, 302, 303, 307, 308]) {
      const Location = `http://127.0.0.1:${target.port}/`;
      const { port } = await serve(answering(http(status, "", { Location })));
      expect(await outcome(`http://127.0.0.1:${port}/`)).toBe("redirected");
    }
    expect(target.requests).toEqual([]);
  });

  test("is sent on a connection of its own, so that an idle one cannot break it", async () => {
    let connections = 0;
    const { port } = await serve({
      onConnect: () => connections++,
      onData: (socket) => socket.write(http(200, "fine")),
    });
    for (let count = 0; count < 3; count++)
      expect(await outcome(`http://127.0.0.1:${port}/`)).toBe("fine");
    expect(connections).toBe(3);
  });

  test("takes no more than it wants, announced or not", async () => {
    const long = "x".repeat(5000);
    const announced = await serve(answering(http(200, long)));
    expect(await outcome(`http://127.0.0.1:${announced.port}/`)).toBe("too-large");
    const streamed = await serve(answering(`HTTP/1.1 200 X\r\nConnection: close\r\n\r\n${long}`));
    expect(await outcome(`http://127.0.0.1:${streamed.port}/`)).toBe("too-large");
    expect(await outcome(`http://127.0.0.1:${announced.port}/`, { ...local, maxBytes: 5000 })).toBe(
      long,
    );
  });
});

describe("what breaks on the way", () => {
  const impatient = { ...local, timeoutMs: 150 };

  test("a closed port is unreachable, and the request never left", async () => {
    const server = await rawServer({});
    server.stop();
    expect(await outcome(`http://127.0.0.1:${server.port}/`)).toBe("unreachable");
    expect(new OutgoingError("unreachable", "").mayHaveArrived).toBe(false);
  });

  test("an unknown name is unresolved, as is one whose server is silent", async () => {
    const options = { ...limits, allowedHosts: ["nowhere.invalid"] };
    expect(await outcome("http://nowhere.invalid/", options)).toBe("unresolved");
    const silent = { ...options, timeoutMs: 50, resolve: () => new Promise<string[]>(() => {}) };
    expect(await outcome("http://nowhere.invalid/", silent)).toBe("unresolved");
    expect(new OutgoingError("unresolved", "").mayHaveArrived).toBe(false);
  });

  const breaking: Record<string, [Behaviour, string]> = {
    "a connection closed after the request": [{ onData: (socket) => socket.destroy() }, "broken"],
    "a connection reset after the request": [
      { onData: (socket) => socket.resetAndDestroy() },
      "broken",
    ],
    "a connection reset at once": [{ onConnect: (socket) => socket.resetAndDestroy() }, "broken"],
    "a half-open connection": [{ onConnect: (socket) => socket.end() }, "broken"],
    "an answer that is no HTTP": [answering("nonsense\r\n\r\n"), "broken"],
    "a body shorter than announced": [
      answering(http(200, "{").replace("Length: 1", "Length: 9")),
      "broken",
    ],
    "a chunked body that ends early": [
      answering("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
      "broken",
    ],
    silence: [{}, "timed-out"],
    "a body that stops coming": [
      { onData: (socket) => socket.write(http(200, "{").replace("Length: 1", "Length: 9")) },
      "timed-out",
    ],
  };
  for (const [what, [behaviour, failure]] of Object.entries(breaking)) {
    test(`${what} is ${failure}, and the request may have arrived`, async () => {
      const { port } = await serve(behaviour);
      expect(await outcome(`http://127.0.0.1:${port}/`, impatient)).toBe(failure);
      expect(new OutgoingError(failure as "broken", "").mayHaveArrived).toBe(true);
    });
  }
});

describe("TLS", () => {
  const pinned = {
    ...limits,
    allowedHosts: ["graph.test", "other.test"],
    privateHosts: ["graph.test", "other.test"],
    resolve: async () => ["127.0.0.1"],
    ca: cert,
  };

  test("reaches the pinned address and checks the certificate against the name", async () => {
    const server = await serve(answering(http(200, "fine")), rawTlsServer);
    expect(await outcome(`https://graph.test:${server.port}/`, pinned)).toBe("fine");
    expect(server.requests[0]).toContain(`Host: graph.test:${server.port}`);
  });

  test("tells a wrong name and an untrusted certificate before a byte has left", async () => {
    const server = await serve(answering(http(200, "fine")), rawTlsServer);
    expect(await outcome(`https://other.test:${server.port}/`, pinned)).toBe("untrusted");
    expect(await outcome(`https://graph.test:${server.port}/`, { ...pinned, ca: undefined })).toBe(
      "untrusted",
    );
    expect(server.requests).toEqual([]);
    expect(new OutgoingError("untrusted", "").mayHaveArrived).toBe(false);
  });

  test("a server that speaks no TLS is untrusted", async () => {
    const { port } = await serve(answering("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await outcome(`https://graph.test:${port}/`, pinned)).toBe("untrusted");
  });
});
