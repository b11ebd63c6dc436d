#!/usr/bin/env bash
# icalendar 7.3.2 (reads and writes calendars in Python) meets ical.js 2.2.1 (Thunderbird's reader): a time with a bare offset, as
# `datetime.fromisoformat` makes from "2026-02-02T10:00:00+05:30", is written as in a zone called "UTC+05:30", which the file does not
# define. `add_missing_timezones()` adds none either.
#
# Expected: what is written means the same moment to who reads it: 04:30 UTC, as iCalendar has no offsets but has "Z".
# Seen: icalendar itself reads 10:00 without a zone, and ical.js 10:00 of whatever zone the reader sits in. A maintenance window moves by
# hours and nothing warns.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
(cd "$dir" && npm install --silent --no-audit --no-fund ical.js@2.2.1)
cat >"$dir/wanted" <<'TEXT'
written: DTSTART;TZID="UTC+05:30":20260202T100000
zones defined: 0
icalendar reads: 2026-02-02T10:00:00
ical.js in UTC reads: 2026-02-02T10:00:00.000Z
ical.js in America/New_York reads: 2026-02-02T15:00:00.000Z
TEXT
cat >"$dir/write.py" <<'PYTHON'
import datetime
import sys

from icalendar import Calendar, Event

event = Event()
event.add("uid", "1@status.example")
event.add("dtstamp", datetime.datetime(2026, 2, 1, tzinfo=datetime.timezone.utc))
event.add("dtstart", datetime.datetime.fromisoformat("2026-02-02T10:00:00+05:30"))
calendar = Calendar()
calendar.add("prodid", "-//finding//")
calendar.add("version", "2.0")
calendar.add_component(event)
calendar.add_missing_timezones()
text = calendar.to_ical()
open(sys.argv[1], "wb").write(text)
print("written:", next(line for line in text.decode().splitlines() if line.startswith("DTSTART")))
print("zones defined:", text.count(b"BEGIN:VTIMEZONE"))
print("icalendar reads:", Calendar.from_ical(text).events[0].start.isoformat())
PYTHON
cat >"$dir/read.mjs" <<'JS'
import fs from "node:fs";
import ical from "ical.js";

const calendar = new ical.Component(ical.parse(fs.readFileSync(process.argv[2], "utf8")));
const event = new ical.Event(calendar.getFirstSubcomponent("vevent"));
console.log(`ical.js in ${process.env.TZ} reads: ${event.startDate.toJSDate().toISOString()}`);
JS
{
  "$dir/env/bin/python" "$dir/write.py" "$dir/window.ics"
  TZ=UTC node "$dir/read.mjs" "$dir/window.ics"
  TZ=America/New_York node "$dir/read.mjs" "$dir/window.ics"
} >"$dir/seen"
echo "icalendar 7.3.2 and ical.js 2.2.1; most would expect 04:30 UTC from each reader."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
