import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inviteFile } from "../convex/messages/invite.ts";
import { invite } from "../convex/messages/invite.testing.ts";
import { cleanLine, cleanText } from "../core/messages/clean.ts";

/** Reads files as a JSON array, and prints what Debian's python3-icalendar makes of the one event in each. */
const READER = `
import json, sys
from icalendar import Calendar

def facts(text):
    calendar = Calendar.from_ical(text)
    (event,) = [part for part in calendar.walk() if part.name == "VEVENT"]
    instant = lambda name: int(event[name].dt.timestamp() * 1000)
    return {
        "method": str(calendar["METHOD"]), "uid": str(event["UID"]), "revision": int(event["SEQUENCE"]),
        "start": instant("DTSTART"), "end": instant("DTEND"), "stamp": instant("DTSTAMP"),
        "title": str(event["SUMMARY"]), "text": str(event.get("DESCRIPTION", "")),
        "place": str(event.get("LOCATION", "")), "status": str(event["STATUS"]),
        "organizer": str(event.get("ORGANIZER", "")),
    }

print(json.dumps([facts(text) for text in json.load(sys.stdin)]))
`;

const python = ["python3", "/usr/bin/python3"].find((command) => {
  try {
    execFileSync(command, ["-c", "import icalendar"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

const COUNT = 300;
const why = python === undefined ? " (skipped: no python3-icalendar here)" : "";

test.skipIf(python === undefined)(`python3-icalendar reads the same facts${why}`, () => {
  // It takes a backslash that is followed by another sign for the escape of that sign, so there are none here.
  const made = fc
    .sample(invite, { numRuns: COUNT, seed: 5 })
    .map((one) => JSON.parse(JSON.stringify(one).replaceAll("\\\\", "")) as typeof one);
  const printed = execFileSync(python ?? "", ["-c", READER], {
    input: JSON.stringify(made.map(inviteFile)),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const expected = made.map((one) => ({
    ...{ method: one.method, uid: one.uid, revision: one.revision, status: one.status },
    ...{ start: one.start, end: one.end, stamp: one.stamp },
    ...{ title: cleanLine(one.title), text: cleanText(one.text), place: cleanText(one.place) },
    organizer: one.organizer ? `mailto:${one.organizer.email}` : "",
  }));
  expect(JSON.parse(printed)).toEqual(expected);
});
