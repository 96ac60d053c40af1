import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { AddressInfo } from "node:net";

/** What a misbehaving server does; bytes are written as they are. */
export interface Behaviour {
  /** On each piece of a request. */
  onData?: (socket: Socket, request: string) => void;
  onConnect?: (socket: Socket) => void;
}

export interface RawServer {
  port: number;
  /** Requests seen so far, as text. */
  requests: string[];
  stop(): void;
}

/** A server on 127.0.0.1 that speaks no HTTP but what a test tells it to. */
export function rawServer(behaviour: Behaviour): Promise<RawServer> {
  return listening((onConnection) => createServer(onConnection), behaviour);
}

/** The same behind TLS, with the certificate of `graph.test`. */
export function rawTlsServer(behaviour: Behaviour): Promise<RawServer> {
  return listening((onConnection) => createTlsServer({ cert, key }, onConnection), behaviour);
}

/** A complete HTTP answer. */
export function http(status: number, body: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ "Content-Length": String(Buffer.byteLength(body)), ...headers });
  return [
    `HTTP/1.1 ${status} X`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    "",
    body,
  ].join("\r\n");
}

async function listening(
  create: (onConnection: (socket: Socket) => void) => ReturnType<typeof createServer>,
  { onData, onConnect }: Behaviour,
): Promise<RawServer> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  const server = create((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      requests.push(bytes.toString());
      onData?.(socket, bytes.toString());
    });
    onConnect?.(socket);
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** Self-signed for `graph.test`, valid to 2099; it guards nothing. */
export const cert = `-----BEGIN CERTIFICATE-----
MIIBZDCCAQqgAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApncmFwaC50
ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjAVMRMwEQYDVQQD
DApncmFwaC50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEra4eKEOC2DQb
NVfaO31vMw9zQVjyYru7FWaA02oLFBhFuM1Gy8XUDCY4ZmkdbM5+aB82JFJy1zEO
HhxhgaakjaNJMEcwFQYDVR0RBA4wDIIKZ3JhcGgudGVzdDAPBgNVHRMBAf8EBTAD
AQH/MB0GA1UdDgQWBBTmG8AQABco6uEU1NFkhU6L6ApJuzAKBggqhkjOPQQDAgNI
ADBFAiBrUcOijwXIuwOYhuk029Wh1joFDC5G9VMEVSQIoXgMLwIhAKmceDBk1m0R
+uA7ewxG1dJEB70KVgh+sNScLForGSaB
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg88EUgbmo42u4TaMo
nW2XhGZcqHMy3t3VNHhasTtUH6yhRANCAAStrh4oQ4LYNBs1V9o7fW8zD3NBWPJi
u7sVZoDTagsUGEW4zUbLxdQMJjhmaR1szn5oHzYkUnLXMQ4eHGGBpqSN
-----END PRIVATE KEY-----
`;
