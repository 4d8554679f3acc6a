import { at, get, withQuery } from "./api.js";
import { schedulePicture } from "./calendar-picture.js";
import { fill, h } from "./dom.js";
import { asksFor, isIn, named, page, remember } from "./frame.js";
import { pending } from "./state.js";
import { growing, section } from "./table.js";
import { windowForm, windowTable } from "./window-parts.js";
import { changeLink, pill, span, word, zone } from "./words.js";

/** How much is in sight, and how to step to what follows. Days are the reader's own. */
const SPANS = {
  week: {
    title: "Week",
    first: (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7)),
    step: (day, times) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + 7 * times),
  },
  month: {
    title: "Month",
    first: (day) => new Date(day.getFullYear(), day.getMonth(), 1),
    step: (day, times) => new Date(day.getFullYear(), day.getMonth() + times, 1),
  },
  quarter: {
    title: "Three months",
    first: (day) => new Date(day.getFullYear(), day.getMonth(), 1),
    step: (day, times) => new Date(day.getFullYear(), day.getMonth() + 3 * times, 1),
  },
};

const LONG_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

page("/calendar", (main, person) => {
  named("Calendar");
  const asked = asksFor();
  let shown = SPANS[asked.span] ? asked.span : "month";
  let first = SPANS[shown].first(day(asked.from) ?? new Date());
  const place = h("div", {});
  const range = h("h2", { class: "calendar-range", "aria-live": "polite" });
  const spans = h("select", { "aria-label": "In sight", onchange: () => show(spans.value, first) });
  fill(spans, Object.entries(SPANS).map(([name, span]) => h("option", { value: name, selected: name === shown }, span.title)));
  const writes = isIn(person, "freeze-owners", "change-managers");
  const standing = h("div", {});

  const show = (name, from) => {
    shown = name;
    first = SPANS[name].first(from);
    load();
  };
  const load = () => {
    const next = SPANS[shown].step(first, 1);
    remember({ span: shown === "month" ? "" : shown, from: dayText(first) });
    fill(range, shown === "month" ? MONTH.format(first) : `${LONG_DAY.format(first)} to ${LONG_DAY.format(new Date(next - 1))}`);
    const query = { from: first.toISOString(), to: next.toISOString() };
    fill(place, pending(() => get(withQuery("/api/calendar", query)), (answer) => schedule(answer), "Reading the calendar"));
  };
  const declared = () => {
    fill(
      standing,
      pending(
        () => get(withQuery("/api/windows", { size: 500 })),
        (answer) => windowTable(answer.content, writes ? changed : null),
        "Looking for freezes and maintenance windows",
      ),
    );
  };
  const changed = () => {
    declared();
    load();
  };
  fill(
    main,
    h(
      "div",
      { class: "title with-action" },
      h("h1", {}, "Calendar"),
      h("a", { class: "button quiet", href: at("/api/calendar.ics"), download: "changes.ics" }, "Subscribe (iCalendar)"),
    ),
    h(
      "section",
      { class: "sheet", "aria-label": "What is planned" },
      h(
        "div",
        { class: "calendar-bar" },
        h("button", { type: "button", class: "quiet", onclick: () => show(shown, SPANS[shown].step(first, -1)) }, "Earlier"),
        h("button", { type: "button", class: "quiet", onclick: () => show(shown, new Date()) }, "Today"),
        h("button", { type: "button", class: "quiet", onclick: () => show(shown, SPANS[shown].step(first, 1)) }, "Later"),
        range,
        h("span", { class: "calendar-span" }, spans),
      ),
      place,
    ),
    section("windows", "Freezes and maintenance windows", standing),
    writes ? section("declare", "Declare a freeze or a maintenance window", windowForm(changed)) : null,
  );
  load();
  declared();
});

function schedule(answer) {
  return [
    schedulePicture(answer, `Changes, freezes and maintenance windows, in ${zone}`),
    answer.more ? h("p", { class: "notice warn" }, "There is more than this shows. Look at a shorter stretch.") : null,
    h("h3", {}, "Changes"),
    growing(
      "Changes",
      [
        { title: "Change", cell: (change) => [changeLink(change.number), ` ${change.title ?? ""}`] },
        { title: "State", cell: (change) => [pill(change.state), change.onHold ? [" ", pill("MEDIUM", "On hold")] : null] },
        { title: "Risk", cell: (change) => (change.risk ? pill(change.risk) : "") },
        { title: "Window", cell: (change) => span(change.start, change.end) },
        { title: "Implementer", cell: (change) => change.implementer ?? "" },
      ],
      answer.changes,
      { empty: "No change is planned here." },
    ),
    h("h3", {}, "Freezes and maintenance windows"),
    growing(
      "Freezes and maintenance windows",
      [
        { title: "Kind", cell: (date) => [word(date.kind), date.suspended ? [" ", pill("MEDIUM", "Suspended")] : null] },
        { title: "Name", cell: (date) => date.name },
        { title: "When", cell: (date) => span(date.start, date.end) },
        { title: "Why", cell: (date) => date.reason },
      ],
      answer.windows,
      { empty: "Nothing is frozen and nothing is maintained here." },
    ),
  ];
}

function day(text) {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? new Date(`${text}T00:00:00`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function dayText(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
