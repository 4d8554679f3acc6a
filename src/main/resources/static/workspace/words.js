/*
 * The words of the trade as people read them, and dates, values and texts.
 */
import { at } from "./api.js";
import { fill, h } from "./dom.js";

const WORDS = {
  DRAFT: "Draft",
  ASSESSING: "Assessing",
  AUTHORISING: "Authorising",
  SCHEDULED: "Scheduled",
  IMPLEMENTING: "Implementing",
  IMPLEMENTED: "Implemented",
  BACKED_OUT: "Backed out",
  REVIEW: "In review",
  CLOSED: "Closed",
  REJECTED: "Rejected",
  CANCELLED: "Cancelled",
  DETECTED: "Detected",
  STANDARD: "Standard",
  NORMAL: "Normal",
  EMERGENCY: "Emergency",
  RETROSPECTIVE: "Retrospective",
  MODEL: "Standard-change model",
  SUCCESSFUL: "Successful",
  SUCCESSFUL_WITH_ISSUES: "Successful, with issues",
  FAILED: "Failed",
  REMEDIATION: "A normal change puts it back",
  AUTHORISE: "Authorise",
  REMEDIATE: "Put back",
  EXPLAINED: "Explained",
  REDEPLOYED: "An existing item was redeployed instead",
  WINDOW_MISSED: "The window passed before anybody started",
  OPEN: "Open",
  WAITING: "Waiting",
  DUE: "Due",
  DONE: "Done",
  SKIPPED: "Skipped",
  APPROVED: "Approved",
  VOID: "Void",
  APPROVE: "Approve",
  REJECT: "Reject",
  NO_OBJECTION: "No objection",
  CONCERN: "Concern",
  OBJECTION: "Objection",
  WAITING: "Waiting",
  ANSWERED: "Answered",
  NO_ANSWER: "No answer",
  WITHDRAWN: "Withdrawn",
  LOW: "Low",
  MEDIUM: "Medium",
  HIGH: "High",
  CRITICAL: "Critical",
  PLANNED: "Planned",
  ON_ORDER: "On order",
  IN_STOCK: "In stock",
  DEPLOYING: "Deploying",
  IN_USE: "In use",
  MAINTENANCE: "Maintenance",
  PENDING_RETIREMENT: "Pending retirement",
  RETIRED: "Retired",
  DISPOSED: "Disposed",
  MISSING: "Missing",
  CREATED: "Created",
  UPDATED: "Updated",
  ADDED: "Added",
  REMOVED: "Removed",
  SAME_ITEM: "Same item at the same time",
  BASE_MOVED: "Moved since it was planned",
  FREEZE: "Freeze",
  SAME_IMPLEMENTER: "Same implementer at the same time",
  PARENT_OR_CHILD: "What contains it, or what it contains",
  SHARED_SERVICE: "Same service at the same time",
  OUTSIDE_MAINTENANCE: "Outside of its maintenance windows",
  BUILT_ON_IT: "Built on the result",
  TARGET: "Worked on",
  DEPENDENT: "Related",
  CREATE_ITEM: "Create item",
  UPDATE_ITEM: "Update item",
  RETIRE_ITEM: "Retire item",
  ADD_RELATIONSHIP: "Add relationship",
  REMOVE_RELATIONSHIP: "Remove relationship",
  REDEPLOY_ITEM: "Redeploy item",
  UPCOMING: "To come",
  IN_FORCE: "In force",
  DELEGATION: "At once",
  SUBSTITUTE: "At overdue gates",
  ACCEPT: "Accept the assessment",
  REWORK: "Send back for rework",
  REDEPLOY: "Use an existing item instead",
};

/** A constant of the contract as people read it. */
export function word(constant) {
  if (constant === null || constant === undefined) {
    return "";
  }
  const known = WORDS[constant];
  if (known) {
    return known;
  }
  const text = String(constant);
  return /^[A-Z0-9_ ]+$/.test(text) ? text.charAt(0) + text.slice(1).toLowerCase().replaceAll("_", " ") : text;
}

const TONES = {
  CLOSED: "good",
  APPROVED: "good",
  APPROVE: "good",
  SUCCESSFUL: "good",
  DONE: "good",
  DUE: "info",
  IMPLEMENTED: "good",
  IN_USE: "good",
  NO_OBJECTION: "good",
  CONCERN: "warn",
  OBJECTION: "bad",
  WAITING: "info",
  ANSWERED: "good",
  LOW: "good",
  CREATED: "good",
  ADDED: "good",
  MEDIUM: "warn",
  MAINTENANCE: "warn",
  SUCCESSFUL_WITH_ISSUES: "warn",
  PENDING_RETIREMENT: "warn",
  BACKED_OUT: "warn",
  REVIEW: "info",
  IN_FORCE: "good",
  UPCOMING: "info",
  OPEN: "info",
  ASSESSING: "info",
  AUTHORISING: "info",
  SCHEDULED: "info",
  IMPLEMENTING: "info",
  DEPLOYING: "info",
  UPDATED: "info",
  REDEPLOYED: "info",
  HIGH: "bad",
  CRITICAL: "bad",
  REJECTED: "bad",
  REJECT: "bad",
  FAILED: "bad",
  MISSING: "bad",
  REMOVED: "bad",
};

/** A constant as a small label whose colour says no more than its word. */
export function pill(constant, text) {
  return h("span", { class: `pill ${TONES[constant] ?? "plain"}` }, text ?? word(constant));
}

const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** An instant in the reader's own time; the exact instant is in its title. */
export function when(instant) {
  if (!instant) {
    return h("span", { class: "muted" }, "–");
  }
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return document.createTextNode(String(instant));
  }
  return h("time", { datetime: instant, title: instant }, DAY_AND_TIME.format(date));
}

/** From when until when; the day once where both are on it. */
export function span(start, end) {
  if (!start && !end) {
    return h("span", { class: "muted" }, "not planned yet");
  }
  if (start && end && new Date(start).toDateString() === new Date(end).toDateString()) {
    return h("span", {}, when(start), " – ", h("time", { datetime: end, title: end }, TIME.format(new Date(end))));
  }
  return h("span", {}, when(start), " – ", when(end));
}

/** For an input of type datetime-local, in the reader's own time. */
export function localInput(instant) {
  if (!instant) {
    return "";
  }
  const date = new Date(instant);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** From an input of type datetime-local to an instant; nothing where it is empty. */
export function instantOf(local) {
  if (!local) {
    return undefined;
  }
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}

/** The name of the reader's time zone. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A value of the estate as text: nothing, a constant, a text, a number or JSON. */
export function value(something) {
  if (something === null || something === undefined || something === "") {
    return h("span", { class: "muted" }, "–");
  }
  if (typeof something === "object") {
    return h("code", {}, JSON.stringify(something));
  }
  return document.createTextNode(String(something));
}

/** From this length a text begins folded. */
export const LONGEST_UNFOLDED = 20_000;

const SHOWN_OF_FOLDED = 3_000;

/** A text as it was written, line breaks kept. A very long one is folded until the reader asks for it. */
export function prose(text, missing = "Nothing was written here.") {
  if (!text) {
    return h("p", { class: "muted" }, missing);
  }
  const body = h("div", { class: "prose" });
  if (text.length <= LONGEST_UNFOLDED) {
    return fill(body, text);
  }
  const box = h("div", {});
  const more = h(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-expanded": "false",
      onclick: () => {
        const open = more.getAttribute("aria-expanded") === "true";
        more.setAttribute("aria-expanded", String(!open));
        fill(body, open ? `${text.slice(0, SHOWN_OF_FOLDED)} …` : text);
        fill(more, open ? whole : "Show the beginning only");
      },
    },
  );
  const whole = `Show all ${text.length.toLocaleString("en-GB")} characters`;
  fill(body, `${text.slice(0, SHOWN_OF_FOLDED)} …`);
  fill(more, whole);
  return fill(box, body, more);
}

/** A change, as a link to its page. */
export function changeLink(number, text) {
  return h("a", { href: at(`/changes/${encodeURIComponent(number)}`), class: "key", target: linkTarget() }, text ?? number);
}

/** An item, as a link to its page; one that does not exist yet is only named. */
export function itemLink(key, text) {
  if (!/^CI-\d+$/.test(String(key))) {
    return h("span", {}, text ?? key);
  }
  return h("a", { href: at(`/items/${encodeURIComponent(key)}`), class: "key", target: linkTarget() }, text ?? key);
}

/** Inside the Tasklist a link opens beside it, so that what was entered in the form is not lost. */
function linkTarget() {
  return location.pathname.includes("/camunda/") ? "_blank" : null;
}
