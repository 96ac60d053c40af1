import { BlockList, isIPv4, isIPv6 } from "node:net";

/** What is not on the open internet (IANA's special-purpose registries). */
const closedV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;

/** Everything but 2000::/3, and in there what carries an IPv4 address or leads nowhere. */
const closedV6 = [
  ["::", 3], // loopback, v4-mapped, NAT64
  ["4000::", 2],
  ["8000::", 1], // unique local, link-local, multicast
  ["2001::", 23], // Teredo and its kin
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4
  ["3fff::", 20],
] as const;

// Two lists: in a common one every IPv4 address would count as its v4-mapped twin.
const listV4 = new BlockList();
const listV6 = new BlockList();
for (const [net, bits] of closedV4) listV4.addSubnet(net, bits, "ipv4");
for (const [net, bits] of closedV6) listV6.addSubnet(net, bits, "ipv6");

/** Whether `address` is a public IP address; anything unreadable is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !listV4.check(address, "ipv4");
  return isIPv6(address) && !address.includes("%") && !listV6.check(address, "ipv6");
}
