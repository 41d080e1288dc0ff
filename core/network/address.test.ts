import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInNetwork, parseNetwork, senderOf } from "./address.ts";

/** How browsers write an IPv6 address: an oracle that shares no line with ours. */
const written = (ip: string) => new URL(`http://[${ip}]`).hostname.slice(1, -1);

describe("the sender of a request", () => {
  test("is an IPv4 address by itself", () => {
    expect(senderOf("203.0.113.7")).toBe("203.0.113.7");
    expect(senderOf("203.0.113.7")).not.toBe(senderOf("203.0.113.8"));
  });

  test("is the /64 of an IPv6 address", () => {
    expect(senderOf("2001:db8:1:2:aaaa:bbbb:cccc:dddd")).toBe("2001:db8:1:2::/64");
    expect(senderOf("2001:DB8:1:2::1")).toBe("2001:db8:1:2::/64");
    expect(senderOf("2001:db8:1:3::1")).not.toBe(senderOf("2001:db8:1:2::1"));
  });

  test("is the IPv4 address that is written as IPv6", () => {
    for (const ip of ["::ffff:203.0.113.7", "::FFFF:cb00:7107", "0:0:0:0:0:ffff:203.0.113.7"]) {
      expect(senderOf(ip)).toBe("203.0.113.7");
    }
  });

  test("does not depend on the wire an address is reached by", () => {
    expect(senderOf("fe80::1%eth0")).toBe("fe80::/64");
  });

  test("is the text itself where that is no address", () => {
    for (const text of [
      "",
      "unknown",
      "1.2.3",
      "01.2.3.4",
      "1.2.3.256",
      ":::",
      "1::2::3",
      "12345::",
    ]) {
      expect(senderOf(text)).toBe(text);
    }
  });

  test("is the same for every way of writing one IPv6 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        expect(senderOf(ip)).toBe(senderOf(written(ip)));
      }),
    );
  });
});

describe("a network", () => {
  test("is kept with its own bits only, in one way of writing", () => {
    expect(parseNetwork(" 203.0.113.77/24 ")).toBe("203.0.113.0/24");
    expect(parseNetwork("203.0.113.7")).toBe("203.0.113.7/32");
    expect(parseNetwork("2001:DB8:0:0:1::")).toBe("2001:db8::/64");
    expect(parseNetwork("2001:db8:f00::/40")).toBe("2001:db8:f00::/40");
    expect(parseNetwork("::ffff:203.0.113.0/120")).toBe("203.0.113.0/24");
    expect(parseNetwork("2001:db8:0:1:0:0:0:9/128")).toBe("2001:db8:0:1::9/128");
  });

  test("is neither nonsense nor a whole region", () => {
    const bad = [
      "",
      "/",
      "/24",
      "1.2.3.4/33",
      "1.2.3.4/7",
      "0.0.0.0/0",
      "::/0",
      "::/15",
      "1.2.3.4/x",
    ];
    for (const text of [...bad, "1.2.3.4/24/24", "example.com", "1.2.3.4::1/64", "1.2.3.4/ 24"]) {
      expect(parseNetwork(text), text).toBeNull();
    }
  });

  test("is written as browsers write its address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const network = parseNetwork(`${ip}/128`);
        // IPv4 in IPv6 is kept as IPv4.
        if (!written(ip).startsWith("::ffff:")) expect(network).toBe(`${written(ip)}/128`);
      }),
    );
  });

  test("holds the addresses that share its bits, and no others", () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.integer({ min: 8, max: 32 }),
        fc.integer({ min: 0, max: 31 }),
        (ip, prefix, flipped) => {
          const network = parseNetwork(`${ip}/${prefix}`) ?? "";
          const value = ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
          const other = (value ^ (1 << (31 - flipped))) >>> 0;
          const otherIp = [24, 16, 8, 0].map((shift) => (other >>> shift) & 255).join(".");
          expect(isInNetwork(ip, network)).toBe(true);
          expect(isInNetwork(`::ffff:${ip}`, network)).toBe(true);
          expect(isInNetwork(otherIp, network)).toBe(flipped >= prefix);
        },
      ),
    );
  });

  test("of one kind holds no address of the other", () => {
    expect(isInNetwork("::1", "0.0.0.0/8")).toBe(false);
    expect(isInNetwork("2001:db8::5", "2001:db8::/64")).toBe(true);
    expect(isInNetwork("nonsense", "2001:db8::/64")).toBe(false);
  });
});
