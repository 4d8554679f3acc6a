/*
 * The next steps of a change, each as the form that takes it. What may be done is said by the platform with every
 * answer; nothing is offered here that it did not name.
 */
import { addressOf, get, post, put, remove } from "./api.js";
import * as parts from "./change-parts.js";
import { answerFields } from "./consultation-parts.js";
import { fill, h } from "./dom.js";
import { choice, form, line, radios, text, tick, together } from "./fields.js";
import { asAsked, requestFields } from "./request-fields.js";
import { me } from "./frame.js";
import { pending } from "./state.js";
import { section } from "./table.js";
import { span, word } from "./words.js";

const TITLES = {
  submit: "Submit",
  assessment: "Review the assessment",
  vote: "Vote",
  consultation: "Answer as a stakeholder",
  "start-implementation": "Start the implementation",
  "finish-implementation": "Finish the implementation",
  verification: "Verify the result",
  review: "Review and close",
  "edit-plan": "Edit plan, window and scope",
  cancel: "Cancel the change",
  hold: "Put on hold",
  resume: "Resume",
  backout: "Back out",
};

/** These wait for somebody; the others may be done at any time. */
const AWAITED = new Set([
  "submit",
  "assessment",
  "difference",
  "vote",
  "consultation",
  "start-implementation",
  "work",
  "finish-implementation",
  "verification",
  "review",
]);

/**
 * @param moved called with the change as it is after a step
 */
export function nextSteps(change, moved) {
  const steps = change.nextSteps ?? [];
  const mine = steps.filter((step) => step.mine);
  const others = steps.filter((step) => !step.mine && AWAITED.has(step.step));
  const first = mine.find((step) => AWAITED.has(step.step));
  if (steps.length === 0) {
    return h("p", { class: "muted" }, "Nothing is left to be done.");
  }
  return [
    mine.map((step) =>
      h(
        "details",
        { class: "step", open: step === first, name: "step" },
        h("summary", {}, titleOf(step, change)),
        lazily(() => stepForm(step, change, moved)),
      ),
    ),
    others.length > 0
      ? h(
          "div",
          { class: "waiting" },
          h("h3", {}, mine.some((step) => AWAITED.has(step.step)) ? "Also waiting for" : "Waiting for"),
          h(
            "ul",
            {},
            others.map((step) => h("li", {}, h("strong", {}, titleOf(step, change)), ": ", (step.by ?? []).join(", ") || "nobody yet")),
          ),
        )
      : null,
    mine.length === 0 && others.length === 0 ? h("p", { class: "muted" }, "Nothing to do for you.") : null,
  ];
}

/**
 * The votes that the reader may give on what he has before him; nothing where he may give none.
 *
 * @param voted called once a vote is given
 */
export function votes(change, voted) {
  return (change.nextSteps ?? [])
    .filter((step) => step.step === "vote" && step.mine)
    .map((step) => section("vote", titleOf(step, change), stepForm(step, change, voted)));
}

/** Takes back one's own vote. */
export async function withdrawVote(change, gate) {
  await remove(addressOf(change.number, `/gates/${encodeURIComponent(gate.key)}/votes/mine`));
}

/** A step as people call it. */
export function titleOf(step, change) {
  if (step.step === "vote") {
    const gate = gateOf(step);
    return gate ? `Vote: ${gate.replaceAll("-", " ")}` : "Vote";
  }
  if (step.step === "start-implementation" && isEarly(change)) {
    return "Start before the window";
  }
  if (step.step === "work") {
    return `Carry out: ${step.what}`;
  }
  return TITLES[step.step] ?? word(step.step.replaceAll("-", "_").toUpperCase());
}

function gateOf(step) {
  return /\/gates\/([^/]+)\//.exec(step.href ?? "")?.[1];
}

function isEarly(change) {
  return Boolean(change?.plannedStart) && new Date(change.plannedStart) > new Date();
}

/** A form is built when its step is opened; editing a plan alone would be a whole page. */
function lazily(build) {
  const place = h("div", {});
  const built = () => {
    if (place.childNodes.length === 0) {
      fill(place, build());
    }
  };
  queueMicrotask(() => {
    const details = place.closest("details");
    if (details?.open) {
      built();
    }
    details?.addEventListener("toggle", () => details.open && built());
  });
  return place;
}

function stepForm(step, change, moved) {
  const send = async (said) => {
    const call = step.method === "PUT" ? put : post;
    // A vote says what was read: what is on this page, not what stands there by now.
    await call(step.href, step.seen ? { ...said, seen: step.seen } : said);
    await moved(`${titleOf(step, change)}: done.`);
  };
  const title = titleOf(step, change);
  const ask = (fields, action, kind = "primary", before) => [
    before,
    form({ label: title, fields, actions: [{ title: action, kind, run: send }] }).element,
  ];
  switch (step.step) {
    case "submit":
      return ask([h("p", {}, "The request goes to assessment. What is still missing is said here.")], "Submit");
    case "assessment":
      return assessmentForm(step, change, ask);
    case "difference":
      return ask(
        [
          radios("decision", "What becomes of it?", [
            ["AUTHORISE", "Authorise: it becomes the record once its gates agree"],
            ["REMEDIATE", "Remediate: a normal change puts it back"],
            ["EXPLAINED", "Explained: another change has done it"],
          ], { required: true }),
          text("reason", "Reason", { required: true, rows: 3 }),
          line("explainedBy", "Explained by", { hint: "Number of the change, where one has done it." }),
          line("doneBy", "Done by", { value: change.doneBy, hint: "Who did it, if that was found out." }),
        ],
        "Decide",
      );
    case "vote":
      return pending(
        () => Promise.all([get(addressOf(change.number, "/gates")), me()]),
        ([gates, person]) => voteForm(ask, change, gates.find((gate) => gate.key === gateOf(step)), person),
      );
    case "consultation":
      return pending(me, (person) =>
        ask(answerFields((change.consultation?.answers ?? []).findLast((answer) => answer.person === person.id)), "Answer"),
      );
    case "start-implementation":
      return isEarly(change)
        ? ask(
            [
              h("p", {}, "The window is ", span(change.plannedStart, change.plannedEnd), ". Starting before it needs a reason."),
              text("reason", "Reason", { required: true, rows: 3 }),
            ],
            "Start early",
          )
        : ask([text("reason", "Note", { rows: 2 })], "Start now");
    case "work":
      return ask(
        [
          radios("state", "How did it go?", [
            ["DONE", "Done"],
            ["SKIPPED", "Skipped: it was not needed"],
            ["FAILED", "Failed: the implementer decides how to go on"],
          ], { required: true }),
          text("notes", "Notes", { rows: 3, hint: "Needed where the task was skipped or has failed: say why." }),
        ],
        "Report",
      );
    case "finish-implementation":
      return ask(
        [
          radios("outcome", "Outcome", [
            ["SUCCESSFUL", "Done as planned"],
            ["SUCCESSFUL_WITH_ISSUES", "Done, with issues"],
            ["FAILED", "Not done: nothing is applied"],
          ], { required: true }),
          text("notes", "Notes", { rows: 3 }),
        ],
        "Finish",
      );
    case "verification":
      return ask(
        [
          radiosOfBoolean("verified", "Is the estate as it was planned?"),
          text("notes", "Notes", { rows: 3 }),
        ],
        "Record",
      );
    case "review":
      return ask(
        [
          choice("closeCode", "Closed as", [
            ["", "–"],
            ["SUCCESSFUL", "Successful"],
            ["SUCCESSFUL_WITH_ISSUES", "Successful, with issues"],
            ["BACKED_OUT", "Backed out"],
            ["FAILED", "Failed"],
          ], { required: true, value: proposedCode(change) }),
          text("findings", "Findings", { rows: 4, hint: "What was learnt." }),
        ],
        "Close",
      );
    case "edit-plan":
      return ask(
        requestFields(asAsked(change)),
        "Save",
        "primary",
        h("p", { class: "hint" }, "An edit makes the votes void that judged what it changes, and only those."),
      );
    case "backout":
      return ask(
        [text("reason", "Reason", { required: true, rows: 3 })],
        "Back out",
        "danger",
        pending(() => get(addressOf(change.number, "/backout")), backoutPreview, "Looking at what backing out would do"),
      );
    case "cancel":
      return ask([text("reason", "Reason", { required: true, rows: 3 })], "Cancel the change", "danger");
    default:
      return ask(
        (step.fields ?? []).map((name) => text(name, word(name), { rows: 2 })),
        title,
      );
  }
}

function voteForm(ask, change, gate, person) {
  return ask(
    [
      whoseVote(gate, person),
      radios("decision", "Decision", [
        ["APPROVE", "Approve"],
        ["REJECT", "Reject"],
      ], { required: true }),
      change.priority1 && gate?.priority1Counts ? priority1Confirmation(change) : null,
      text("reason", "Reason", { required: true, rows: 3, hint: "It stands in the record beside your name." }),
    ],
    "Vote",
  );
}

/** Asked of whoever stands in for somebody: his own vote, where he has one, or another's. */
function whoseVote(gate, person) {
  const givers = (gate?.standIns ?? []).filter((one) => one.person === person.id).map((one) => one.onBehalfOf);
  if (givers.length === 0) {
    return null;
  }
  return choice("onBehalfOf", "Whose vote", [["", `Mine where I have one, otherwise that of ${givers[0]}`], ...givers.map((giver) => [giver, giver])], {
    hint: "You are heard once at this change, for yourself or for somebody else.",
  });
}

/** Says nothing unless it is ticked. */
function priority1Confirmation(change) {
  const confirmation = tick("confirmPriority1", "Priority", {
    says: `I confirm that incident ${change.incident} has priority 1; one approval is enough then`,
  });
  const ticked = confirmation.read;
  confirmation.read = () => ticked() || undefined;
  return confirmation;
}

function radiosOfBoolean(name, label) {
  const one = radios(name, label, [
    ["true", "Yes, as planned"],
    ["false", "No, it differs"],
  ], { required: true });
  const asText = one.read;
  one.read = () => (asText() === undefined ? undefined : asText() === "true");
  return one;
}

function assessmentForm(step, change, ask) {
  return pending(async () => (await get(addressOf(change.number, "/capabilities"))).flatMap((one) => one.candidates ?? []), (candidates) =>
    ask(assessmentFields(change, candidates), "Decide"),
  );
}

function assessmentFields(change, candidates) {
  const redeployment = together(
    choice("redeploy.item", "Item to redeploy", [["", "–"], ...candidates.map((item) => [item.key, `${item.key} ${item.name}`])]),
    line("redeploy.location", "New location"),
    line("redeploy.owner", "New owner group"),
  );
  redeployment.element.hidden = true;
  const decisions = [
    ["ACCEPT", word("ACCEPT")],
    ["REWORK", word("REWORK")],
    ["REJECT", "Reject the change"],
  ];
  if (candidates.length > 0) {
    decisions.push(["REDEPLOY", word("REDEPLOY")]);
  }
  return [
    radios("decision", "Decision", decisions, {
      required: true,
      onchange: (decision) => (redeployment.element.hidden = decision !== "REDEPLOY"),
    }),
    redeployment,
    choice(
      "risk",
      "Risk",
      [
        ["", `As rated${change.risk ? ` (${word(change.risk).toLowerCase()})` : ""}`],
        ["LOW", "Low"],
        ["MEDIUM", "Medium"],
        ["HIGH", "High"],
        ["CRITICAL", "Critical"],
      ],
      { hint: "Raising it is free; lowering it takes a reason and adds a gate." },
    ),
    text("reason", "Reason", { rows: 3 }),
  ];
}

function proposedCode(change) {
  return change.state === "BACKED_OUT" ? "BACKED_OUT" : (change.outcome ?? "");
}

function backoutPreview(preview) {
  return [
    preview.possible
      ? h("p", {}, "Backing out would do this:")
      : h("div", { class: "notice bad" }, h("strong", {}, "Not possible. "), "Something later was built on the result."),
    (preview.obstacles ?? []).length > 0
      ? parts.conflicts(preview.obstacles.map((obstacle) => ({ kind: "BUILT_ON_IT", ...obstacle })))
      : null,
    parts.difference(preview.difference ?? {}, "Nothing was applied: the estate stays as it is."),
  ];
}
