/**
 * The cheapest HTTP client there is: finished bytes out, status and length in. The
 * load shares the machine with the server it measures, so it must cost little.
 */
export interface Wire {
  /** Sends one whole request on the kept connection; resolves with the answer's status. */
  send(request: Uint8Array): Promise<number>;
  /** Bytes of the last answer's body. */
  readonly size: number;
  close(): void;
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");

export async function openWire(port: number): Promise<Wire> {
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  let kept: Buffer = Buffer.alloc(0);
  let size = 0;
  const fail = (error: Error) => {
    settle?.reject(error);
    settle = undefined;
  };
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      data(_, bytes) {
        kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes]);
        const answer = readAnswer(kept);
        if (!answer) return;
        kept = Buffer.alloc(0);
        size = answer.size;
        const done = settle;
        settle = undefined;
        done?.resolve(answer.status);
      },
      drain: () => flush(),
      close: () => fail(new Error("the server closed the connection")),
      error: (_, error) => fail(error),
    },
  });
  let unsent: Uint8Array = new Uint8Array();
  const flush = () => {
    if (unsent.length > 0) unsent = unsent.subarray(socket.write(unsent));
  };
  return {
    get size() {
      return size;
    },
    send: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        unsent = request;
        flush();
      }),
    close: () => socket.end(),
  };
}

function readAnswer(bytes: Buffer): { status: number; size: number } | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  if (bytes.length < end + 4 + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), size: Number(length) };
}

/** The bytes of a request, made before the clock starts. */
export function requestBytes(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array = new Uint8Array(),
): Uint8Array {
  const lines = Object.entries({ "content-length": String(body.byteLength), ...headers });
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), body]);
}
