/*
 * Who has a stake in a change, what he was asked and what he said. It decides nothing; whoever decides has it before
 * him.
 */
import { addressOf, get, post, remove, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { field, form, radios, text } from "./fields.js";
import { pending } from "./state.js";
import { section, table } from "./table.js";
import { pill, value, when, word } from "./words.js";

const SECTIONS = { PLAN: "the plan", SCOPE: "what is changed", WINDOW: "the window" };

/** In front of these states an objection makes the reader stop. */
const UNDECIDED = new Set(["ASSESSING", "AUTHORISING", "SCHEDULED"]);

/** Who he is: a group is told by its name, a person as one. */
function named(stakeholder) {
  return stakeholder.kind === "GROUP" ? `group ${stakeholder.name}` : stakeholder.name;
}

function voiceOf(answer) {
  const others = answer.standsFor.filter((one) => one.kind === "GROUP" || one.name !== answer.person);
  return [h("strong", {}, answer.person), others.length > 0 ? ` for ${others.map(named).join(", ")}` : ""];
}

function earlier(answer) {
  const moved = answer.movedSince ?? [];
  return moved.length > 0
    ? h(
        "span",
        {},
        pill("MEDIUM", "On an earlier version"),
        h("span", { class: "small muted" }, ` Changed since: ${moved.map((one) => SECTIONS[one] ?? word(one)).join(", ")}.`),
      )
    : null;
}

/** What a reader must not overlook: objections that nobody has taken back. */
export function objections(change) {
  return UNDECIDED.has(change.state)
    ? (change.consultation?.answers ?? [])
        .filter((answer) => answer.standing && answer.stance === "OBJECTION")
        .map((answer) =>
          h(
            "div",
            { class: "notice bad" },
            h("strong", {}, "Objection. "),
            voiceOf(answer),
            ": ",
            h("span", { class: "prose" }, answer.text),
            answer.movedSince.length > 0 ? [" ", earlier(answer)] : null,
          ),
        )
    : [];
}

/**
 * Stakeholders, questions and answers.
 *
 * @param naming whether stakeholders can be named and struck off here
 */
export function stakeholders(change, naming = false) {
  const place = h("div", {});
  const read = () =>
    Promise.all([get(addressOf(change.number, "/stakeholders")), get(addressOf(change.number, "/consultation"))]);
  const again = () => {
    fill(
      place,
      pending(read, ([all, consultation]) => body(change, all, consultation, naming, again), "Looking for stakeholders"),
    );
  };
  again();
  return section("stakeholders", "Stakeholders", place);
}

function body(change, all, consultation, naming, again) {
  return [
    answers(consultation.answers),
    questions(consultation),
    roll(change, all, naming, again),
    naming ? namingForm(change, again) : null,
  ];
}

function answers(given) {
  const standing = given.filter((answer) => answer.standing);
  const replaced = given.filter((answer) => !answer.standing);
  if (given.length === 0) {
    return null;
  }
  return [
    h("h3", {}, "What they say"),
    answerTable("What stakeholders say", standing),
    replaced.length > 0
      ? h(
          "details",
          {},
          h("summary", {}, replaced.length === 1 ? "An answer that was replaced" : `${replaced.length} answers that were replaced`),
          answerTable("Answers that were replaced", replaced),
        )
      : null,
  ];
}

const WEIGHT = { OBJECTION: 0, CONCERN: 1, NO_OBJECTION: 2 };

function answerTable(caption, list) {
  return table(
    caption,
    [
      { title: "Who", cell: (answer) => voiceOf(answer) },
      { title: "Stance", cell: (answer) => pill(answer.stance) },
      { title: "Why", cell: (answer) => [h("div", { class: "prose" }, answer.text), earlier(answer)] },
      { title: "When", cell: (answer) => when(answer.at) },
    ],
    [...list].sort((one, other) => WEIGHT[one.stance] - WEIGHT[other.stance]),
  );
}

function questions(consultation) {
  if (consultation.questions.length === 0) {
    return null;
  }
  return [
    h("h3", {}, "Who is asked"),
    table(
      "Stakeholders who are asked",
      [
        { title: "Stakeholder", cell: (question) => named(question.stakeholder) },
        { title: "Stake", cell: (question) => reasons(question.because) },
        { title: "Until", cell: (question) => when(question.deadline) },
        { title: "Answer", cell: (question) => [pill(question.reply), nobody(question)] },
      ],
      consultation.questions,
    ),
  ];
}

function nobody(question) {
  return question.reply === "WAITING" && question.mayAnswer.length === 0
    ? h("div", { class: "small muted" }, "Nobody here may answer for it.")
    : null;
}

function reasons(because) {
  return because.map((reason) => h("div", { class: "prose" }, reason));
}

function roll(change, all, naming, again) {
  const told = all.filter((one) => !one.struckOff && one.how !== "CONSULT");
  const byHand = all.filter((one) => one.named);
  return [
    told.length > 0 ? h("h3", {}, "Who is informed") : null,
    told.length > 0
      ? table(
          "Stakeholders who are informed",
          [
            { title: "Stakeholder", cell: (one) => named(one.stakeholder) },
            { title: "Stake", cell: (one) => reasons(one.because) },
          ],
          told,
        )
      : null,
    byHand.length > 0 ? h("h3", {}, "Named by people") : null,
    byHand.length > 0
      ? table(
          "Stakeholders named by people",
          [
            { title: "Stakeholder", cell: (one) => named(one.stakeholder) },
            { title: "Named", cell: (one) => wordOf(one.named) },
            {
              title: "Struck off",
              cell: (one) => (one.struckOff ? wordOf(one.struckOff) : naming ? strikingOff(change, one, again) : value(null)),
            },
          ],
          byHand,
        )
      : null,
    all.length === 0 ? h("p", { class: "muted" }, "Nobody is on record who owns what is affected.") : null,
  ];
}

function wordOf(said) {
  return [`${said.by}, `, when(said.at), h("div", { class: "prose" }, said.reason)];
}

function strikingOff(change, one, again) {
  const striking = form({
    label: `Strike off ${one.stakeholder.name}`,
    fields: [text("reason", "Reason", { rows: 2, required: true })],
    actions: [
      {
        title: "Strike off",
        kind: "danger",
        run: (said) => remove(withQuery(addressOf(change.number, `/stakeholders/${one.id}`), said)).then(again),
      },
    ],
  });
  return h("details", {}, h("summary", {}, "Strike off"), striking.element);
}

function namingForm(change, again) {
  const kind = radios(
    "kind",
    "Who",
    [
      ["group", "A group"],
      ["person", "A person"],
    ],
    { value: "group" },
  );
  const input = h("input", { type: "text", maxlength: 255, autocomplete: "off" });
  const name = field("group", "Name", input, () => input.value.trim() || undefined, {
    required: true,
    hint: "As it is known here: a group such as network, or somebody's account.",
  });
  const accept = name.accept;
  // What the platform refuses it names as it was sent: as a group or as a person.
  name.accept = () => {
    name.name = kind.read() ?? "group";
    accept();
  };
  const naming = form({
    label: "Name a stakeholder",
    fields: [kind, name, text("reason", "Reason", { rows: 2, required: true, hint: "Why he is affected." })],
    actions: [
      {
        title: "Name",
        run: ({ kind: chosen, ...said }) => post(addressOf(change.number, "/stakeholders"), said).then(again),
      },
    ],
  });
  return h("details", {}, h("summary", {}, "Name a stakeholder"), naming.element);
}

/** The fields of an answer. */
export function answerFields(before) {
  return [
    h("p", { class: "hint" }, "The approvers read your answer before they decide. Nothing waits for it, and you may replace it until the deadline."),
    radios(
      "stance",
      "What do you think of it?",
      [
        ["NO_OBJECTION", "No objection"],
        ["CONCERN", "A concern: look at this first"],
        ["OBJECTION", "An objection: not like this"],
      ],
      { required: true, value: before?.stance },
    ),
    text("text", "Why", { required: true, rows: 3, value: before?.text, hint: "It stands in the record beside your name." }),
  ];
}
