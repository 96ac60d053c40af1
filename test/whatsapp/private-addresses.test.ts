import { describe, expect, test } from "bun:test";
import { isPublicAddress } from "../../src/whatsapp/private-addresses.ts";

describe("an address", () => {
  /** Loopback, link-local, private, IPv4 inside IPv6, decimal and octal spellings. */
  const inside = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2001:db8::1",
    "not an address",
    "",
  ];
  for (const address of inside) {
    test(`${address || "nothing"} is none of the open internet`, () => {
      expect(isPublicAddress(address)).toBe(false);
    });
  }

  test("public ones are public", () => {
    for (const address of [
      "8.8.8.8",
      "157.240.0.53",
      "172.32.0.1",
      "2a03:2880:f0fc:c:face:b00c:0:35fd",
    ]) {
      expect(isPublicAddress(address), address).toBe(true);
    }
  });
});
