// Reads calendars with ical.js, the reader of Thunderbird, and says what it finds.
// Input: a JSON object of iCalendar texts by name, on standard input.
// Output: JSON by the same names: properties of the calendar, its zones and its events.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const found = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  found[name] = {
    properties: propertiesOf(calendar),
    zones: calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")),
    events: calendar.getAllSubcomponents("vevent").map((event) => ({
      start: moment(event.getFirstPropertyValue("dtstart")),
      end: moment(event.getFirstPropertyValue("dtend")),
      properties: propertiesOf(event),
    })),
  };
}
console.log(JSON.stringify(found));

/** Every property as [parameters, type, value, …] (jCal), by its name. */
function propertiesOf(component) {
  const properties = {};
  for (const [name, ...rest] of component.jCal[1]) {
    (properties[name] ??= []).push(rest);
  }
  return properties;
}

/** A day as it is; a time in UTC, by the calendar's own zones; null if there is none. */
function moment(time) {
  if (!time) {
    return null;
  }
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19) + "Z";
}
