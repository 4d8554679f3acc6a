/*
 * Draws what is planned: days from left to right, freezes and maintenance windows above, changes below, each as long as
 * it lasts. What covers the whole estate is drawn behind the changes as well.
 */
import { at } from "./api.js";
import { fill, h, svg } from "./dom.js";
import { word } from "./words.js";

/** More rows than this do not explain, they confuse; the rest is in the table below the picture. */
const MOST_ROWS = 40;

const ROW = 24;
const BAR = 18;
const HEAD = 34;
const LETTER = 7.3;
const NARROWEST = 560;

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const DAY_OF_MONTH = new Intl.DateTimeFormat("en-GB", { day: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/**
 * @param schedule `{from, to, changes, windows}` of the contract
 * @param label what the picture shows, for those who do not see it
 */
export function schedulePicture(schedule, label) {
  const frame = h("div", { class: "schedule", tabindex: "0", role: "region", "aria-label": label });
  let drawn = 0;
  new ResizeObserver((entries) => {
    const width = Math.max(NARROWEST, Math.floor(entries[0].contentRect.width) - 2);
    if (width !== drawn) {
      drawn = width;
      fill(frame, drawing(schedule, width, label));
    }
  }).observe(frame);
  return h("div", {}, frame, legend());
}

function legend() {
  const mark = (kind, text) =>
    h("li", {}, svg("svg", { width: 16, height: 12, "aria-hidden": "true" }, svg("rect", { class: `mark ${kind}`, x: 0.5, y: 0.5, width: 15, height: 11, rx: 2 })), ` ${text}`);
  return h(
    "ul",
    { class: "schedule-legend" },
    mark("freeze", "Freeze"),
    mark("maintenance", "Maintenance window"),
    mark("undecided", "Change, not decided yet"),
    mark("decided", "Change, scheduled or under way"),
    mark("emergency", "Emergency"),
    mark("over", "Over"),
  );
}

function drawing(schedule, width, label) {
  const scale = scaled(schedule, width);
  const freezes = rows(schedule.windows.filter((date) => date.kind === "FREEZE").map(standing), scale);
  const maintenance = rows(schedule.windows.filter((date) => date.kind === "MAINTENANCE").map(standing), scale);
  const changes = rows(schedule.changes.map(planned), scale);
  const left = Math.max(0, changes.length - MOST_ROWS);
  const seen = [...freezes, ...maintenance, ...changes.slice(0, MOST_ROWS)];
  const height = HEAD + Math.max(1, seen.length) * ROW + 6 + (left > 0 ? ROW : 0);
  const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label });
  picture.append(...days(schedule, scale, height));
  const behind = (freezes.length + maintenance.length) * ROW + HEAD;
  for (const date of schedule.windows.filter((one) => coversAll(one) && !one.suspended)) {
    const [x, end] = scale.stretch(date.start, date.end);
    picture.append(svg("rect", { class: `band ${standing(date).kind}`, x, y: behind, width: Math.max(1, end - x), height: height - behind }));
  }
  seen.forEach((row, index) => row.forEach((bar) => picture.append(drawn(bar, HEAD + index * ROW + 3, width))));
  const now = Date.now();
  if (now > scale.from && now < scale.to) {
    const x = scale.x(now);
    picture.append(svg("line", { class: "now", x1: x, y1: HEAD - 6, x2: x, y2: height }, svg("title", {}, "Now")));
  }
  if (seen.length === 0) {
    picture.append(svg("text", { class: "nothing", x: 10, y: HEAD + 17 }, "Nothing is planned here."));
  }
  if (left > 0) {
    picture.append(svg("text", { class: "nothing", x: 10, y: height - 8 }, `${left} more rows are in the list below.`));
  }
  return picture;
}

function scaled(schedule, width) {
  const from = new Date(schedule.from).getTime();
  const to = new Date(schedule.to).getTime();
  const x = (time) => Math.round(((time - from) / (to - from)) * width * 10) / 10;
  const stretch = (start, end) => [
    x(Math.max(from, new Date(start).getTime())),
    x(Math.min(to, new Date(end).getTime())),
  ];
  return { from, to, width, x, stretch };
}

/** One column for each day of the reader, however many hours it has. */
function days(schedule, scale, height) {
  const lines = [];
  const first = new Date(schedule.from);
  const count = Math.round((scale.to - scale.from) / 86_400_000);
  const each = scale.width / count;
  for (let number = 0; number <= count; number += 1) {
    const day = new Date(first.getFullYear(), first.getMonth(), first.getDate() + number);
    const next = new Date(first.getFullYear(), first.getMonth(), first.getDate() + number + 1);
    if (day.getTime() >= scale.to) {
      break;
    }
    const x = scale.x(day.getTime());
    if (day.getDay() === 0 || day.getDay() === 6) {
      lines.push(svg("rect", { class: "weekend", x, y: HEAD - 6, width: Math.max(1, scale.x(Math.min(next.getTime(), scale.to)) - x), height }));
    }
    const monday = day.getDay() === 1;
    lines.push(svg("line", { class: monday ? "day monday" : "day", x1: x, y1: HEAD - 6, x2: x, y2: height }));
    if (each >= 60) {
      lines.push(heading(x + 4, 12, WEEKDAY.format(day)), heading(x + 4, 25, SHORT_DAY.format(day)));
    } else if (each >= 18) {
      lines.push(heading(x + 3, 12, WEEKDAY.format(day).slice(0, 2)), heading(x + 3, 25, DAY_OF_MONTH.format(day)));
    } else if (monday) {
      lines.push(heading(x + 3, 20, SHORT_DAY.format(day)));
    }
  }
  return lines;
}

function heading(x, y, text) {
  return svg("text", { class: "heading", x, y }, text);
}

function standing(date) {
  return {
    kind: `${date.kind === "FREEZE" ? "freeze" : "maintenance"}${date.suspended ? " suspended" : ""}`,
    start: date.start,
    end: date.end,
    text: date.name,
    says: [word(date.kind), date.id, date.name, date.suspended ? "suspended" : "", covers(date.scope), date.reason],
    row: date.id,
  };
}

function coversAll(date) {
  return Object.values(date.scope).every((list) => list.length === 0);
}

function covers(scope) {
  const said = Object.entries(scope)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => `${name}: ${list.slice(0, 5).join(", ")}${list.length > 5 ? " …" : ""}`);
  return said.length > 0 ? said.join("; ") : "whole estate";
}

const UNDECIDED = ["ASSESSING", "AUTHORISING"];
const OVER = ["CLOSED", "BACKED_OUT", "REVIEW", "IMPLEMENTED"];

function planned(change) {
  const kind = OVER.includes(change.state)
    ? "over"
    : change.type === "EMERGENCY"
      ? "emergency"
      : UNDECIDED.includes(change.state)
        ? "undecided"
        : "decided";
  return {
    kind,
    start: change.start,
    end: change.end,
    text: `${change.number} ${change.title ?? ""}`.trim(),
    says: [change.number, change.title ?? "", word(change.type), word(change.state), change.onHold ? "on hold" : ""],
    address: `/changes/${change.number}`,
  };
}

/**
 * Puts bars into as few rows as hold them without covering each other or their names; the dates of one window share a
 * row.
 */
function rows(bars, scale) {
  const placed = [];
  const ends = [];
  const ofWindow = new Map();
  for (const bar of [...bars].sort((one, other) => one.start.localeCompare(other.start))) {
    const [x, end] = scale.stretch(bar.start, bar.end);
    bar.x = x;
    bar.width = Math.max(3, end - x);
    bar.letters = Math.floor((bar.width - 8) / LETTER);
    const beside = bar.text.length > bar.letters && !ofWindow.has(bar.row);
    const needs = Math.min(bar.text.length, 34) * LETTER + 8;
    bar.beside = beside && x + bar.width + needs <= scale.width;
    const until = x + bar.width + (bar.beside ? needs : 0) + 3;
    let row = bar.row ? ofWindow.get(bar.row) : undefined;
    if (row === undefined) {
      row = ends.findIndex((taken) => taken <= x);
      if (row < 0) {
        row = ends.length;
      }
    }
    if (bar.row) {
      // A window that recurs keeps its row to itself.
      ofWindow.set(bar.row, row);
      ends[row] = scale.width + 1;
      bar.beside = false;
    } else {
      ends[row] = until;
    }
    (placed[row] ??= []).push(bar);
  }
  return placed;
}

function drawn(bar, y) {
  const shape = svg(
    "g",
    { class: `bar ${bar.kind}` },
    svg("title", {}, [...bar.says, `${EXACT.format(new Date(bar.start))} – ${EXACT.format(new Date(bar.end))}`].filter(Boolean).join(" · ")),
    svg("rect", { x: bar.x, y, width: bar.width, height: BAR, rx: 3 }),
    bar.beside
      ? svg("text", { class: "beside", x: bar.x + bar.width + 4, y: y + 13 }, short(bar.text, 34))
      : bar.letters >= 3
        ? svg("text", { x: bar.x + 5, y: y + 13 }, short(bar.text, bar.letters))
        : null,
  );
  return bar.address ? svg("a", { href: at(bar.address) }, shape) : shape;
}

function short(text, letters) {
  return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text;
}
