import { expect, test } from "bun:test";
import { hashOfCode, newCode, readCodes } from "../../src/consent-forms/code.ts";
import { networkOf } from "../../src/consent-forms/network-of.ts";

test("a code is found in what people write around it, and nothing else is one", () => {
  const code = newCode();
  expect(readCodes(`Oui, j'accepte. Mon code : ${code}`)).toEqual([hashOfCode(code)]);
  expect(readCodes(`${code.toLowerCase()}!`)).toEqual([hashOfCode(code)]);
  expect(readCodes("pedido 1234-5678, tel 5511-9888")).toEqual([]);
  expect(readCodes("ABCDE-2345 ÁBCD-2345")).toEqual([]);
});

test("of an IPv6 address the network counts, of IPv4 the address", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
