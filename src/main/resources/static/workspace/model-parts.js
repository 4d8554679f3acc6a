/*
 * Standard-change models as people read them: on the page of all models, and on the change that proposes one or
 * follows one.
 */
import { h } from "./dom.js";
import { facts, section, table } from "./table.js";
import { changeLink, pill, prose, value, when } from "./words.js";

const COVERS = [
  ["types", "Types of item"],
  ["operations", "Operations"],
  ["attributes", "Attributes"],
  ["environments", "Environments"],
  ["owners", "Owners"],
];

/** What a model covers, fixes and rests on. */
export function modelBody(model) {
  const fixed = Object.entries(model.fields ?? {});
  return [
    h("div", {}, prose(model.description)),
    h("h4", {}, "Covers"),
    facts(...COVERS.map(([key, title]) => [title, covered(key, model.scope[key])])),
    h("h4", {}, "Fixes"),
    fixed.length > 0
      ? facts(...fixed.map(([field, fixedTo]) => [field, value(fixedTo)]))
      : h("p", { class: "muted" }, "Nothing: the requester says everything."),
    h("h4", {}, "Why it is proven"),
    model.evidence.length > 0
      ? h("p", {}, model.evidence.flatMap((number, index) => [index > 0 ? ", " : "", changeLink(number)]))
      : h("p", { class: "muted" }, "It came with the installation."),
  ];
}

function covered(key, names) {
  if (names.length > 0) {
    return names.join(", ");
  }
  return key === "environments" || key === "owners" ? "Any" : "None";
}

/** How its runs went, and why it is no longer in force. */
export function standing(model) {
  const { runs, failures } = model.record;
  return h(
    "p",
    {},
    pill(model.state === "SUSPENDED" ? "MEDIUM" : model.state === "PUBLISHED" ? "APPROVED" : model.state, titleOf(model.state)),
    ` version ${model.version}, `,
    runs === 0 ? "no run yet" : `${runs} ${runs === 1 ? "run" : "runs"}, ${failures} failed`,
    model.publishedAt ? [", in force since ", when(model.publishedAt)] : null,
    model.proposal ? [", proposed by ", changeLink(model.proposal)] : null,
    model.endReason ? [". ", model.endReason] : null,
  );
}

function titleOf(state) {
  return state.charAt(0) + state.slice(1).toLowerCase();
}

/** On a change: the model that it proposes, or what the model it follows says of it. */
export function modelOfChange(change) {
  if (change.proposedModel) {
    const model = change.proposedModel;
    return section("model", `The model ${model.key}, version ${model.version}`, modelBody(model));
  }
  if (!change.model) {
    return null;
  }
  const decided = change.eligibility;
  return section(
    "model",
    `Model ${change.model}${change.modelVersion ? `, version ${change.modelVersion}` : ""}`,
    decided === null || decided === undefined
      ? h("p", { class: "muted" }, "It is asked when the change is submitted.")
      : eligibility(decided),
  );
}

/** Whether the model authorises it, and by which rules. */
export function eligibility(decided) {
  return [
    h(
      "p",
      {},
      pill(decided.eligible ? "APPROVED" : "REJECTED", decided.eligible ? "Authorised beforehand" : "Not authorised"),
    ),
    decided.obstacles.length > 0 ? h("ul", {}, decided.obstacles.map((obstacle) => h("li", {}, obstacle))) : null,
    table(
      "Rules that matched",
      [
        { title: "Rule", cell: (rule) => `${rule.decision}, rule ${rule.rule}` },
        { title: "Clause", cell: (rule) => rule.clause },
      ],
      decided.rules,
      { empty: "No rule matched." },
    ),
  ];
}
