/*
 * The parts of a change record as people read them. The Tasklist tab and the page of a change are made of the same.
 */
import { at } from "./api.js";
import { objections } from "./consultation-parts.js";
import { h } from "./dom.js";
import { impactPicture } from "./picture.js";
import { facts, growing, section, table } from "./table.js";
import { changeLink, itemLink, pill, prose, span, value, when, word } from "./words.js";

const ALONG = {
  STANDARD: ["DRAFT", "SCHEDULED", "IMPLEMENTING", "IMPLEMENTED", "CLOSED"],
  NORMAL: ["DRAFT", "ASSESSING", "AUTHORISING", "SCHEDULED", "IMPLEMENTING", "IMPLEMENTED", "REVIEW", "CLOSED"],
  EMERGENCY: ["DRAFT", "AUTHORISING", "IMPLEMENTING", "IMPLEMENTED", "REVIEW", "CLOSED"],
  RETROSPECTIVE: ["DETECTED", "ASSESSING", "AUTHORISING", "REVIEW", "CLOSED"],
  MODEL: ["AUTHORISING", "CLOSED"],
};

/** Where it stands, from request to closure. */
export function course(change) {
  const unreviewed = change.state === "CLOSED" && !change.reviewDueAt;
  const along = (ALONG[change.type] ?? ALONG.NORMAL).filter((state) => !(unreviewed && state === "REVIEW"));
  const off = !along.includes(change.state);
  const reached = off ? -1 : along.indexOf(change.state);
  return h(
    "div",
    { class: "course-line" },
    h(
      "ol",
      { class: "course", "aria-label": "Where the change stands" },
      along.map((state, index) =>
        h(
          "li",
          {
            class: index < reached || change.state === "CLOSED" ? "passed" : index === reached ? "here" : "ahead",
            "aria-current": index === reached ? "step" : null,
          },
          word(state),
        ),
      ),
      off ? h("li", { class: "here off", "aria-current": "step" }, word(change.state)) : null,
    ),
  );
}

/** What makes the reader stop: an objection, on hold, ended otherwise than planned, several at once. */
export function warnings(change) {
  const said = objections(change);
  if (change.onHold) {
    said.push(
      h(
        "div",
        { class: "notice warn" },
        h("strong", {}, "On hold. "),
        word(change.holdReason) || "No reason is on record.",
        change.holdUntil ? [" Its reservations are kept until ", when(change.holdUntil), "."] : null,
      ),
    );
  }
  if (change.endReason) {
    const good = change.endReason === "REDEPLOYED";
    said.push(
      h("div", { class: `notice ${good ? "info" : "bad"}` }, h("strong", {}, `${word(change.state)}. `), word(change.endReason)),
    );
  }
  if (change.convertedTo || change.convertedFrom) {
    said.push(
      h(
        "div",
        { class: "notice info" },
        change.convertedTo
          ? ["It goes on as the normal change ", changeLink(change.convertedTo), "."]
          : ["It takes the place of ", changeLink(change.convertedFrom), "."],
      ),
    );
  }
  if (change.lacking?.length > 0) {
    said.push(h("div", { class: "notice warn" }, h("strong", {}, "Still lacking: "), change.lacking.join(", "), "."));
  }
  return said;
}

/** Who, what and when. */
export function about(change) {
  return section(
    "about",
    "What and why",
    h("div", { class: "text-block" }, prose(change.description, "No description.")),
    h("h3", {}, "Why"),
    h("div", { class: "text-block" }, prose(change.justification, "No justification.")),
    facts(
      ["Requester", change.requester],
      ["Implementer", change.implementer],
      ["Planned window", span(change.plannedStart, change.plannedEnd)],
      change.pointOfNoReturn ? ["Point of no return", when(change.pointOfNoReturn)] : null,
      change.overrunSince ? ["Over its window since", when(change.overrunSince)] : null,
      change.actualStart ? ["Carried out", span(change.actualStart, change.actualEnd)] : null,
      ["Type", word(change.type)],
      change.incident ? ["Incident", `${change.incident}${change.priority1 ? ", priority 1" : ""}`] : null,
      ["Category", change.category],
      ["Outage expected", change.outageExpected === true ? "Yes" : change.outageExpected === false ? "No" : null],
      ["Requested", change.requestedAt ? when(change.requestedAt) : null],
      ["Based on", change.basedOn ? changeLink(change.basedOn) : null],
      change.reviewDueAt ? ["Review due", when(change.reviewDueAt)] : null,
      ["Closed as", change.closeCode ? pill(change.closeCode) : null],
    ),
    targets(change.items ?? []),
  );
}

function targets(list) {
  if (list.length === 0) {
    return null;
  }
  return [
    h("h3", {}, "Items affected"),
    growing(
      "Items affected",
      [
        { title: "Item", cell: (target) => [itemLink(target.key), " ", target.name ?? ""] },
        { title: "How", cell: (target) => word(target.role) },
        { title: "Named by", cell: (target) => (target.origin === "MANUAL" ? "requester" : "change set") },
        { title: "Revision", number: true, cell: (target) => value(target.revision) },
      ],
      list,
      { step: 10 },
    ),
  ];
}

/** What was done outside of change control: by whom, what may explain it, what was decided. */
export function differenceFound(change) {
  if (change.type !== "RETROSPECTIVE") {
    return null;
  }
  const decided = change.differenceReview;
  return section(
    "difference",
    "Done outside of change control",
    facts(
      ["Reported by", change.source ?? change.requester],
      ["Done by", decided?.doneBy ?? change.doneBy ?? "Not known"],
      ["Incident", change.incident ?? "None"],
    ),
    h("h3", {}, "Open changes that may explain it"),
    table(
      "Open changes that work on the same items",
      [
        { title: "Change", cell: (one) => [changeLink(one.change), " ", one.title] },
        { title: "State then", cell: (one) => pill(one.state) },
        { title: "Implementer", cell: (one) => one.implementer ?? "" },
        { title: "Items", cell: (one) => one.items.flatMap((key, index) => [index > 0 ? ", " : "", itemLink(key)]) },
      ],
      change.explanations ?? [],
      { empty: "None was open." },
    ),
    decided
      ? [
          h("h3", {}, "What was decided"),
          h("p", {}, pill(decided.decision), ` by ${decided.by}, `, when(decided.at)),
          decided.explainedBy ? h("p", {}, "By ", changeLink(decided.explainedBy), ".") : null,
          prose(decided.reason),
        ]
      : null,
  );
}

/** The risk and the rules that made it so. */
export function risk(change) {
  if (!change.risk && change.type === "STANDARD") {
    return null;
  }
  if (!change.risk) {
    return section("risk", "Risk", h("p", { class: "muted" }, "The risk is rated when the change is submitted."));
  }
  const rated = ratedBy(change.rules);
  return section(
    "risk",
    "Risk",
    riskBody({ ...change, risk: rated ?? change.risk, policyVersion: change.policyVersions?.risk }, change.risk),
    change.riskLowered ? h("p", {}, "A person lowered it; that takes a gate of its own.") : null,
    change.questionnaire ? h("details", {}, h("summary", {}, "Answers of the requester"), answers(change.questionnaire)) : null,
  );
}

/** What the full assessment of an emergency found after the fact. */
export function afterwards(change) {
  if (!change.afterwards) {
    return null;
  }
  return section(
    "afterwards",
    "Assessed in full after the fact",
    riskBody(change.afterwards.risk),
    impact(change.afterwards.impact),
  );
}

/** What the tables concluded, which a person may have raised or lowered since. */
function ratedBy(rules) {
  return (rules ?? []).map((rule) => rule.outputs?.risk).findLast((risk) => typeof risk === "string");
}

/** @param rating `{risk, impact, likelihood, rules, policyVersion}` as the tables concluded it */
export function riskBody(rating, shown = rating.risk) {
  return [
    h(
      "p",
      { class: "risk-line" },
      pill(shown),
      rating.impact ? meter("Impact", rating.impact) : null,
      rating.impact ? h("span", { class: "times", "aria-hidden": "true" }, "×") : null,
      rating.likelihood ? meter("Likelihood", rating.likelihood) : null,
    ),
    shown !== rating.risk
      ? h("p", {}, `The policy rates it ${word(rating.risk).toLowerCase()}; a person set it to ${word(shown).toLowerCase()}.`)
      : null,
    because(word(rating.risk).toUpperCase(), rating.rules ?? []),
    rating.policyVersion ? h("p", { class: "muted small" }, `Policy version ${rating.policyVersion}`) : null,
  ];
}

/** "HIGH because …": each rule that matched, in the words of the policy. */
export function because(what, rules) {
  if (rules.length === 0) {
    return null;
  }
  return [
    h("p", { class: "because" }, `${what} because`),
    h(
      "ul",
      { class: "rules" },
      rules.map((rule) =>
        h(
          "li",
          {},
          rule.clause || "A rule without a clause",
          h("span", { class: "muted small" }, ` ${rule.decision}, rule ${rule.rule}${conclusions(rule.outputs)}`),
        ),
      ),
    ),
  ];
}

function conclusions(outputs) {
  const said = Object.entries(outputs ?? {})
    .filter(([, output]) => output !== null && typeof output !== "object")
    .map(([name, output]) => `${name} ${output}`);
  return said.length > 0 && said.length < 4 ? ` → ${said.join(", ")}` : "";
}

function meter(name, level) {
  return h(
    "span",
    { class: "meter" },
    h("span", {}, `${name} ${level}`),
    h(
      "span",
      { class: "dots", "aria-hidden": "true" },
      [1, 2, 3, 4].map((step) => h("i", { class: step <= level ? "on" : "" })),
    ),
    h("span", { class: "unseen" }, " of 4"),
  );
}

function answers(questionnaire) {
  const yesNo = (answer) => (answer === true ? "Yes" : answer === false ? "No" : "not answered");
  return facts(
    ["Done before", yesNo(questionnaire.doneBefore)],
    ["Tested", yesNo(questionnaire.tested)],
    ["Backout tested", yesNo(questionnaire.backoutTested)],
    ["Reversible", yesNo(questionnaire.reversible)],
    ["Teams involved", questionnaire.teamsInvolved ?? "not answered"],
  );
}

/** Which services suffer, and along which path, as an assessment keeps it. */
export function impact(assessed) {
  return assessed.services
    ? impactBody({
        services: assessed.services,
        impacted: assessed.paths ?? [],
        count: assessed.impactedItems,
        incomplete: assessed.incomplete,
      })
    : h("p", { class: "muted" }, "The impact is assessed when the change is submitted.");
}

/**
 * What suffers, or what is needed.
 *
 * @param services `[{key, name, criticality, owner}]`
 * @param impacted `[{item, depth, path}]`
 * @param count how many items in all
 */
export function impactBody({ services, impacted, count, incomplete, none, servicesTitle = "Impacted services" }) {
  const keys = services.map((service) => service.key);
  return [
    incomplete
      ? h(
          "div",
          { class: "notice warn" },
          h("strong", {}, "Incomplete. "),
          "Data that this answer rests on is missing or has not been verified for too long.",
        )
      : null,
    (count ?? impacted.length) === 0
      ? h("p", { class: "muted" }, none ?? "No other item suffers if the items worked on fail.")
      : h(
          "p",
          {},
          h("strong", {}, String(count ?? impacted.length)),
          (count ?? impacted.length) === 1 ? " item, among them " : " items, among them ",
          h("strong", {}, String(services.length)),
          services.length === 1 ? " service." : " services.",
        ),
    services.length > 0
      ? growing(
          servicesTitle,
          [
            { title: servicesTitle, cell: (service) => [itemLink(service.key), " ", service.name] },
            { title: "Criticality", number: true, cell: (service) => criticality(service.criticality) },
            { title: "Owner", cell: (service) => value(service.owner) },
          ],
          services,
          { step: 10 },
        )
      : null,
    impacted.length > 0 ? impactPicture(impacted, keys, "How an outage travels to what is impacted") : null,
    impacted.length > 0
      ? h("details", {}, h("summary", {}, "All paths as a list"), paths(impacted, count ?? impacted.length))
      : null,
  ];
}

function paths(impacted, count) {
  return [
    growing(
      "Impacted items with the path that explains each",
      [
        { title: "Item", cell: (one) => [itemLink(one.item.key), " ", one.item.name] },
        { title: "Type", cell: (one) => one.item.type },
        { title: "State", cell: (one) => word(one.item.state) },
        { title: "Path", cell: (one) => path(one.path ?? []) },
      ],
      impacted,
    ),
    count > impacted.length
      ? h("p", { class: "muted small" }, `${count - impacted.length} more items are impacted; their paths are not kept.`)
      : null,
  ];
}

function path(steps) {
  return h(
    "span",
    { class: "path" },
    steps.map((step, index) => [
      index > 0 ? h("span", { class: "muted" }, ` → ${step.relationship ?? ""} → `) : null,
      itemLink(step.item, step.name ?? step.item),
    ]),
  );
}

function criticality(level) {
  return level === null || level === undefined ? "unknown" : `${level} of 4`;
}

/** The estate before and after, items and relationships. */
export function difference(diff, none = "The change set is empty: the estate stays as it is.") {
  const items = diff.items ?? [];
  const relationships = diff.relationships ?? [];
  if (items.length === 0 && relationships.length === 0) {
    return h("p", { class: "muted" }, none);
  }
  const byItem = new Map();
  for (const change of items) {
    byItem.set(change.item, [...(byItem.get(change.item) ?? []), change]);
  }
  return [
    [...byItem.values()].map((changes) => {
      const first = changes[0];
      return h(
        "div",
        { class: "diff" },
        h(
          "div",
          { class: "diff-title" },
          pill(first.action),
          " ",
          itemLink(first.item, /^CI-\d+$/.test(first.item) ? first.item : "new"),
          " ",
          h("strong", {}, first.name),
          h("span", { class: "muted" }, ` ${first.type}`),
        ),
        table(
          `What changes at ${first.name}`,
          [
            { title: "Field", cell: (change) => change.field },
            { title: "Before", cell: (change) => h("span", { class: "before" }, value(shown(change.before))) },
            { title: "After", cell: (change) => h("span", { class: "after" }, value(shown(change.after))) },
          ],
          changes.filter((change) => change.field),
          { empty: "" },
        ),
      );
    }),
    relationships.length > 0
      ? h(
          "div",
          { class: "diff" },
          h("div", { class: "diff-title" }, h("strong", {}, "Relationships")),
          h(
            "ul",
            { class: "relationship-diff" },
            relationships.map((change) =>
              h(
                "li",
                { class: change.action === "ADDED" ? "added" : "removed" },
                h("span", { class: "sign", "aria-hidden": "true" }, change.action === "ADDED" ? "+" : "−"),
                h("span", { class: "unseen" }, `${word(change.action)}: `),
                h(
                  "span",
                  {},
                  itemLink(change.source, change.sourceName ?? change.source),
                  h("span", { class: "muted" }, ` ${change.type} `),
                  itemLink(change.target, change.targetName ?? change.target),
                ),
              ),
            ),
          ),
        )
      : null,
  ];
}

function shown(something) {
  return typeof something === "string" ? word(something) : something;
}

function opponent(conflict) {
  if (conflict.freeze) {
    return [h("a", { href: at("/calendar"), class: "key" }, conflict.freeze), ` ${conflict.name ?? ""}`];
  }
  return conflict.change ? changeLink(conflict.change) : value(null);
}

/** What stands in the way: others' windows, freezes, missed maintenance windows, fields that have moved since. */
export function conflicts(list) {
  if (list.length === 0) {
    return h("p", { class: "muted" }, "No conflict with another change, and nothing has moved since it was planned.");
  }
  return table(
    "Conflicts",
    [
      { title: "Conflict", cell: (conflict) => word(conflict.kind) },
      { title: "With", cell: opponent },
      { title: "Item", cell: (conflict) => (conflict.item ? itemLink(conflict.item) : value(null)) },
      {
        title: "What",
        cell: (conflict) =>
          conflict.window
            ? [conflict.kind === "OUTSIDE_MAINTENANCE" ? "Next: " : "", span(conflict.window.start, conflict.window.end)]
            : [
                conflict.field ?? "",
                conflict.field ? [": planned against ", value(conflict.expected), ", now ", value(conflict.actual)] : "",
              ],
      },
    ],
    list,
  );
}

/** Existing items that could serve instead of new ones. */
export function capabilities(list) {
  const offered = list.filter((capability) => (capability.candidates ?? []).length > 0);
  if (offered.length === 0) {
    return h("p", { class: "muted" }, "No item in stock could serve instead.");
  }
  return offered.map((capability) => [
    h("p", {}, "Instead of a new ", h("strong", {}, capability.type), ` “${capability.name}” one of these could serve:`),
    growing(
      `Items in stock that could serve instead of ${capability.name}`,
      [
        { title: "Item", cell: (item) => [itemLink(item.key), " ", item.name] },
        { title: "Type", cell: (item) => item.type },
        { title: "Location", cell: (item) => value(item.location) },
        { title: "Owner", cell: (item) => value(item.owner) },
      ],
      capability.candidates,
      { step: 10 },
    ),
  ]);
}

/** How it is done, tested, undone and told. */
export function plans(change) {
  const plan = (title, text, missing) =>
    h("details", { open: true, class: "plan" }, h("summary", {}, title), prose(text, missing));
  return section(
    "plans",
    "Plans",
    plan("Implementation", change.implementationPlan, "No implementation plan."),
    plan("Test", change.testPlan, "No test plan."),
    plan("Backout", change.backoutPlan, "No backout plan."),
    plan("Communication", change.communicationPlan, "No communication plan."),
  );
}

/**
 * The gates, the votes so far and who is missing.
 *
 * @param options `withdraw(gate)` offers `me` to take back a vote
 */
export function gates(list, options = {}) {
  if (list.length === 0) {
    return h("p", { class: "muted" }, "The gates are determined when risk and impact are known.");
  }
  return list.map((gate) => {
    const votes = gate.votes ?? [];
    const counted = new Set(votes.filter((vote) => vote.valid).map((vote) => vote.voter));
    const waiting = (gate.waitingFor ?? []).map((person) => standing(gate, person));
    const open = gate.state === "OPEN";
    return h(
      "div",
      { class: `gate ${open ? "open" : ""}` },
      h("div", { class: "gate-title" }, h("h3", {}, gate.name ?? gate.key), pill(gate.state)),
      h("p", { class: "small muted" }, sentence(gate.quorum), dates(gate)),
      votes.length > 0
        ? table(
            `Votes at ${gate.name ?? gate.key}`,
            [
              { title: "Voter", cell: (vote) => (vote.onBehalfOf ? [vote.voter, h("div", { class: "small muted" }, `for ${vote.onBehalfOf}`)] : vote.voter) },
              {
                title: "Vote",
                cell: (vote) => [pill(vote.decision), vote.valid ? null : [" ", pill("VOID", "Does not count")]],
              },
              {
                title: "Reason",
                cell: (vote) => [
                  h("span", { class: "prose" }, vote.reason ?? ""),
                  vote.invalidBecause ? h("div", { class: "small muted" }, vote.invalidBecause) : null,
                ],
              },
              { title: "When", cell: (vote) => when(vote.at) },
            ],
            votes,
          )
        : h("p", { class: "small" }, "No votes yet."),
      open && gate.missing ? h("p", {}, h("strong", {}, "Missing: "), gate.missing) : null,
      open && waiting.length > 0 ? h("p", { class: "small" }, h("strong", {}, "May still vote: "), waiting.join(", ")) : null,
      open && options.withdraw && counted.has(options.me)
        ? h("button", { type: "button", class: "quiet", onclick: () => options.withdraw(gate) }, "Take back my vote")
        : null,
    );
  });
}

/** A person who may vote, and for whom. */
function standing(gate, person) {
  const others = (gate.standIns ?? []).filter((one) => one.person === person).map((one) => one.onBehalfOf);
  return others.length > 0 ? `${person} (for ${others.join(", ")})` : person;
}

function sentence(text) {
  return text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}. ` : "";
}

function dates(gate) {
  if (gate.closedAt) {
    return ["Decided ", when(gate.closedAt), "."];
  }
  const overdue = gate.dueAt && new Date(gate.dueAt) < new Date();
  return [
    gate.dueAt ? [overdue ? "Overdue since " : "Due ", when(gate.dueAt), ". "] : null,
    gate.escalatedTo ? `Escalated to ${gate.escalatedTo}.` : null,
  ];
}

/** What happened, the latest first; it comes in the order of the trail, also where much happened in one moment. */
export function timeline(entries) {
  if (entries.length === 0) {
    return h("p", { class: "muted" }, "Nothing is on record yet.");
  }
  const latestFirst = [...entries].reverse();
  const list = h("ol", { class: "timeline" });
  const show = (count) => {
    list.replaceChildren(...latestFirst.slice(0, count).map(entry));
    more.hidden = count >= latestFirst.length;
  };
  const more = h("button", { type: "button", class: "quiet", onclick: () => show(latestFirst.length) }, `Show all ${latestFirst.length}`);
  show(20);
  return [list, more];
}

function entry(one) {
  return h(
    "li",
    {},
    h("div", { class: "timeline-when" }, when(one.at)),
    h(
      "div",
      {},
      h("strong", {}, happening(one.event)),
      one.detail?.task ? ` ${one.detail.task}` : null,
      one.detail?.taskState ? [" ", pill(one.detail.taskState)] : null,
      h("span", { class: "muted" }, ` by ${one.actor ?? "platform"}${one.detail?.onBehalfOf ? ` for ${one.detail.onBehalfOf}` : ""}`),
      one.reason ? h("div", { class: "prose" }, one.reason) : null,
    ),
  );
}

/** The name of a fact in words: `change-submitted`, `ChangeSubmitted` and `change.submitted` read alike. */
function happening(name) {
  const words = String(name ?? "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-._]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How it ended and what was learnt. */
export function review(change) {
  if (!change.review) {
    return null;
  }
  return section(
    "review",
    "Review",
    facts(
      ["Closed as", pill(change.review.closeCode)],
      ["Reviewer", change.review.reviewer],
      ["When", when(change.review.at)],
    ),
    prose(change.review.findings, "No findings."),
  );
}
