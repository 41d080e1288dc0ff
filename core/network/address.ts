/** Internet addresses: whom a request counts for, and which addresses a network holds. */

/** A network: the first `prefix` of 32 (IPv4) or 128 (IPv6) bits of `first`, whose other bits are 0. */
type Network = { bits: 32 | 128; first: bigint; prefix: number };

/** Whoever has an IPv6 address has a /64 of them. */
const IPV6_SENDER_PREFIX = 64;
/** Wider networks are whole regions: nobody means to shut them out. */
const MIN_PREFIX = { 32: 8, 128: 16 } as const;
/** ::ffff:0:0/96, in which dual-stack machines write IPv4 addresses. */
const MAPPED = 0xffffn;

/**
 * Whom a request counts for: an IPv4 address by itself, also where it is written as IPv6, an IPv6 address by its /64. What is no
 * address counts for itself, as it is written.
 */
export function senderOf(ip: string): string {
  const address = parseAddress(ip);
  if (!address) return ip;
  return address.bits === 32 ? formatV4(address.first) : formatNetwork(ownNetwork(address));
}

/**
 * A network as it is kept: "203.0.113.7/32", "203.0.113.0/24", "2001:db8::/64". An address without a length stands for itself, and in
 * IPv6 for its /64. Null for what is no network, or one wider than /8 (IPv4) or /16 (IPv6).
 */
export function parseNetwork(input: string): string | null {
  const [written = "", length, ...rest] = input.trim().split("/");
  const address = parseAddress(written);
  if (!address || rest.length > 0) return null;
  if (length === undefined) return formatNetwork(ownNetwork(address));
  if (!/^\d{1,3}$/.test(length)) return null;
  // Of an IPv4 network written as IPv6 the length counts the 96 bits before it.
  const before = address.bits === 32 && written.includes(":") ? 96 : 0;
  const prefix = Number(length) - before;
  if (prefix < MIN_PREFIX[address.bits] || prefix > address.bits) return null;
  return formatNetwork(narrow(address, prefix));
}

/** Whether an address lies in a network as `parseNetwork` gives it. */
export function isInNetwork(ip: string, network: string): boolean {
  const address = parseAddress(ip);
  const [first = "", length = ""] = network.split("/");
  const known = parseAddress(first);
  if (!address || address.bits !== known?.bits) return false;
  return narrow(address, Number(length)).first === known.first;
}

function ownNetwork(address: Network): Network {
  return address.bits === 32 ? address : narrow(address, IPV6_SENDER_PREFIX);
}

function narrow({ bits, first }: Network, prefix: number): Network {
  const rest = BigInt(bits - prefix);
  return { bits, first: (first >> rest) << rest, prefix };
}

function parseAddress(text: string): Network | null {
  const v4 = parseV4(text);
  if (v4 !== null) return { bits: 32, first: v4, prefix: 32 };
  // A zone such as %eth0 says by which wire an address is reached, not whose it is.
  const v6 = parseV6(text.replace(/%.*$/, ""));
  if (v6 === null) return null;
  return v6 >> 32n === MAPPED
    ? { bits: 32, first: v6 & 0xffffffffn, prefix: 32 }
    : { bits: 128, first: v6, prefix: 128 };
}

/** No leading zeros: some programs read them as octal, and so as another address. */
const BYTE = /^(?:0|[1-9]\d{0,2})$/;

function parseV4(text: string): bigint | null {
  const parts = text.split(".");
  const isAddress =
    parts.length === 4 && parts.every((part) => BYTE.test(part) && Number(part) <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : null;
}

function parseV6(text: string): bigint | null {
  const halves = text.split("::");
  const [head, tail = []] = halves.map(groupsOf);
  // What is written as IPv4 stands at the end.
  if (halves.length > 2 || /\..*:/.test(text) || !head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(group), 0n);
}

/** The groups of 16 bits on one side of "::"; the last two may be written as IPv4. */
function groupsOf(side: string): number[] | null {
  if (side === "") return [];
  const parts = side.split(":");
  const v4 = parseV4(parts.at(-1) ?? "");
  const hex = v4 === null ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  const groups = hex.map((part) => parseInt(part, 16));
  return v4 === null ? groups : [...groups, Number(v4 >> 16n), Number(v4 & 0xffffn)];
}

function formatNetwork({ bits, first, prefix }: Network): string {
  return `${bits === 32 ? formatV4(first) : formatV6(first)}/${prefix}`;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
}

/** As RFC 5952 wants it, so that one address is written in one way: the longest run of zeros becomes "::". */
function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(":");
  const runs = groups.match(/(?<=^|:)0(?::0)+(?=:|$)/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (longest === "") return groups;
  const at = groups.search(new RegExp(`(?<=^|:)${longest}(?=:|$)`));
  const [before, after] = [groups.slice(0, at), groups.slice(at + longest.length)];
  return `${before.replace(/:$/, "")}::${after.replace(/^:/, "")}`;
}
