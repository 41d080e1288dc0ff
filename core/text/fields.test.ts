import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Fields from "./fields.ts";

const parsers = [
  Fields.parseName,
  Fields.parseLine,
  Fields.parseMessage,
  Fields.parseDescription,
  Fields.parseEmail,
  Fields.parseDomain,
  Fields.parsePhone,
  Fields.parseSlug,
  Fields.parseSecureUrl,
  Fields.parseImageUrl,
];

describe("fields", () => {
  test("parsing what was parsed changes nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...parsers),
        fc.string({ unit: "binary", maxLength: 300 }),
        (parse, input) => {
          const once = parse(input);
          if (once.ok) expect(parse(once.value)).toEqual(once);
        },
      ),
    );
  });

  test("people's real names in any script are names", () => {
    for (const name of [
      "Bo",
      "Nguyễn Thị Minh Khai",
      "李小龙",
      "محمد",
      "O’Brien-Smith",
      "Ødegård",
      "김 지우",
    ]) {
      expect(Fields.parseName(name), name).toEqual({ ok: true, value: name.normalize("NFC") });
    }
  });

  test("lengths count code points, not halves of a character", () => {
    expect(Fields.parseName("🎈".repeat(100)).ok).toBe(true);
    expect(Fields.parseName("🎈".repeat(101))).toEqual({ ok: false, problem: "too_long" });
    expect(Fields.parseName("🎈")).toEqual({ ok: false, problem: "too_short" });
  });

  test("a name cannot carry a second line, a header or a mark that turns the text around", () => {
    for (const name of ["Ann\nBcc: x@y.zz", "Ann\u0000", "Ann\u202Egpj.exe", "Ann\u2028B"]) {
      expect(Fields.parseName(name)).toEqual({ ok: false, problem: "control_characters" });
    }
  });

  test("a name that leaves no ink is no name", () => {
    for (const name of ["\u200B\u200B", "\u3164\u3164", "\u2800 \u2800", "\u00AD\u2060\uFEFF"]) {
      expect(Fields.parseName(name), JSON.stringify(name)).toEqual({
        ok: false,
        problem: "required",
      });
      expect(Fields.parseLine(name), JSON.stringify(name)).toEqual({ ok: true, value: "" });
    }
    for (const name of ["می‌خواهم", "क्‍ष राम", "👩‍👧 & co"]) {
      expect(Fields.parseName(name).ok, name).toBe(true);
    }
  });

  test("half a character and a tower of marks are refused: databases and lines have no room for them", () => {
    const half = { ok: false, problem: "control_characters" };
    expect(Fields.parseName("Ann \uD83D")).toEqual(half);
    expect(Fields.parseMessage("\uDE00 hello")).toEqual(half);
    expect(Fields.parseName(`Z${"\u0317\u0300".repeat(20)}algo`).ok).toBe(false);
    expect(Fields.parseName("Nguye\u0302\u0303n").ok).toBe(true);
  });

  test("a message keeps its lines and refuses other control characters", () => {
    expect(Fields.parseMessage("one\r\ntwo\tthree")).toEqual({
      ok: true,
      value: "one\ntwo\tthree",
    });
    expect(Fields.parseMessage("bell\u0007")).toEqual({ ok: false, problem: "control_characters" });
  });

  test("addresses are lower-cased and checked", () => {
    expect(Fields.parseEmail(" Ann.Lee+x@Example.CO ")).toEqual({
      ok: true,
      value: "ann.lee+x@example.co",
    });
    for (const bad of [
      "ann",
      "ann@",
      "@example.com",
      "a b@example.com",
      "ann@example",
      "a@b..com",
      ".a@b.co",
      "a@b.co,c@d.co",
      "ann\u200B@example.com",
      "ann@127.0.0.11",
      "ann@example.-a",
    ]) {
      expect(Fields.parseEmail(bad).ok, bad).toBe(false);
    }
  });

  test("an address whose lower case is other letters is read as it will be read again", () => {
    const once = Fields.parseEmail("ann@İstanbul.example");
    if (once.ok) expect(Fields.parseEmail(once.value)).toEqual(once);
    expect(Fields.parseEmail("ANN@EXAMPLE.CO")).toEqual({ ok: true, value: "ann@example.co" });
  });

  test("telephone numbers have between five and fifteen digits", () => {
    expect(Fields.parsePhone("+1 (212) 555-0100").ok).toBe(true);
    for (const bad of ["1234", "+1234567890123456", "call me", "12345;ext=9"]) {
      expect(Fields.parsePhone(bad).ok, bad).toBe(false);
    }
  });

  test("every name gives a legal slug", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(Fields.parseSlug(Fields.slugify(name, "member")).ok).toBe(true);
      }),
    );
    expect(Fields.slugify("Sofía Ramírez", "member")).toBe("sofia-ramirez");
    expect(Fields.slugify("李小龙", "member")).toBe("member");
  });

  test("pictures may lie on the site itself, and nowhere that only looks like it", () => {
    expect(Fields.parseImageUrl("/people/ann.svg").ok).toBe(true);
    for (const bad of [
      "//evil.example/a.svg",
      "/people/../x",
      "people/ann.svg",
      "/a b.svg",
      "http://x/a.svg",
    ]) {
      expect(Fields.parseImageUrl(bad).ok, bad).toBe(false);
    }
  });

  test("web addresses are https only", () => {
    expect(Fields.parseSecureUrl("https://example.com/a.png").ok).toBe(true);
    expect(Fields.parseSecureUrl("https://example.com/@ann?to=b@c.de").ok).toBe(true);
    for (const bad of [
      "http://example.com/a.png",
      "javascript:alert(1)",
      'https://x/"onload="',
      "https://bank.example@evil.example/",
      "https://",
    ]) {
      expect(Fields.parseSecureUrl(bad).ok, bad).toBe(false);
    }
  });

  test("a domain is what may stand after the @ of an address", () => {
    expect(Fields.parseDomain(" @Mail.Example.COM ")).toEqual({
      ok: true,
      value: "mail.example.com",
    });
    for (const domain of ["", "@", "example", "a@b.example", "-a.example", "x y.example"]) {
      expect(Fields.parseDomain(domain).ok, domain).toBe(false);
    }
  });

  test("an address counts for one mailbox, whatever its case and its plus tag", () => {
    for (const email of [
      "ann@example.com",
      "Ann@EXAMPLE.com",
      "ann+a@example.com",
      "ann+a+b@example.com",
    ]) {
      expect(Fields.mailboxOf(email), email).toBe("ann@example.com");
    }
    expect(Fields.mailboxOf("a.nn@example.com")).toBe("a.nn@example.com");
    expect(Fields.mailboxOf("+ann@example.com")).toBe("+ann@example.com");
    expect(Fields.mailboxOf("ann@exa+mple.com")).toBe("ann@exa+mple.com");
  });
});
