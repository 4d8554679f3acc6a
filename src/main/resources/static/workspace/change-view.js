/*
 * A whole change record, read only, in the order in which an approver asks: what and why, how risky, what suffers,
 * what becomes of the estate, what stands in the way, how it is done, who has agreed.
 */
import { addressOf, get } from "./api.js";
import * as parts from "./change-parts.js";
import { stakeholders } from "./consultation-parts.js";
import { h } from "./dom.js";
import { modelOfChange } from "./model-parts.js";
import { pending } from "./state.js";
import { section } from "./table.js";
import { work } from "./work-parts.js";
import { changeLink, pill } from "./words.js";

const JUMPS = [
  ["about", "What"],
  ["risk", "Risk"],
  ["impact", "Impact"],
  ["estate", "Before and after"],
  ["conflicts", "Conflicts"],
  ["plans", "Plans"],
  ["stakeholders", "Stakeholders"],
  ["gates", "Gates"],
  ["timeline", "Timeline"],
];

/** Number, title, state and risk. */
export function changeTitle(change, level = "h1") {
  return h(
    "div",
    { class: "title" },
    h(
      "div",
      { class: "title-marks" },
      level === "h1" ? h("span", { class: "key" }, change.number) : changeLink(change.number),
      pill(change.state),
      change.risk ? pill(change.risk, `${change.risk} risk`) : null,
      change.onHold ? pill("MEDIUM", "On hold") : null,
    ),
    h(level, {}, change.title || "Untitled"),
  );
}

/** Jumps to the parts that there are; in a narrow pane nobody wants to scroll through all of them. */
export function jumps(within, change) {
  const without = change?.type === "MODEL" ? ["risk", "impact", "estate", "conflicts", "plans", "stakeholders"] : [];
  return h(
    "nav",
    { class: "jumps", "aria-label": "Parts of the change" },
    JUMPS.filter(([id]) => !without.includes(id)).map(([id, title]) =>
      h(
        "button",
        {
          type: "button",
          class: "jump",
          onclick: () => within().querySelector(`#${id}`)?.scrollIntoView({ block: "start" }),
        },
        title,
      ),
    ),
  );
}

/**
 * Everything but the title.
 *
 * @param gateOptions see {@link parts.gates}; `naming` offers to name stakeholders
 * @param writing whether tasks, files and comments can be added here
 */
export function changeBody(change, gateOptions = {}, writing = false) {
  const number = change.number;
  const gates = section(
    "gates",
    "Gates",
    pending(
      () => get(addressOf(number, "/gates")),
      (list) => parts.gates(list, gateOptions),
      "Counting votes",
    ),
  );
  const timeline = section(
    "timeline",
    "Timeline",
    pending(() => get(addressOf(number, "/timeline")), (answer) => parts.timeline(answer.content ?? answer), "Reading the trail"),
  );
  if (change.type === "MODEL") {
    return [parts.about(change), modelOfChange(change), gates, timeline];
  }
  return [
    parts.about(change),
    modelOfChange(change),
    parts.differenceFound(change),
    parts.risk(change),
    parts.afterwards(change),
    section(
      "impact",
      "Impact",
      pending(() => get(addressOf(number, "/impact")), parts.impact, "Following the outage"),
    ),
    section(
      "estate",
      "The estate before and after",
      pending(() => get(addressOf(number, "/diff")), (diff) => parts.difference(diff), "Comparing"),
    ),
    section(
      "conflicts",
      "Conflicts",
      pending(() => get(addressOf(number, "/conflicts")), parts.conflicts, "Looking for conflicts"),
    ),
    section(
      "capabilities",
      "What could serve already",
      pending(() => get(addressOf(number, "/capabilities")), parts.capabilities, "Looking through the stock"),
    ),
    parts.plans(change),
    work(change, writing),
    stakeholders(change, gateOptions.naming),
    gates,
    parts.review(change),
    timeline,
  ];
}
