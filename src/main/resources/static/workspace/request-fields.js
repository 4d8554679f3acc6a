/*
 * What a change asks for, field by field: on the request form and when a plan is edited.
 */
import { changeSetField } from "./change-set.js";
import { h } from "./dom.js";
import { answer, choice, field, line, radios, text, tick, together } from "./fields.js";
import { itemsField } from "./item-picker.js";
import { instantOf, localInput, zone } from "./words.js";

/** A record as its requester wrote it: of the items only those that he named. */
export function asAsked(change) {
  const named = (change.items ?? []).filter((item) => item.origin === "MANUAL");
  return { ...change, items: named.map((item) => item.key) };
}

/** The types of change that a person may choose from. */
export const TYPES = [
  ["STANDARD", "Standard: a proven routine that a published model authorises beforehand"],
  ["NORMAL", "Normal: assessed and approved in proportion to its risk"],
  ["EMERGENCY", "Emergency: an incident is going on; assessed and reviewed in full afterwards"],
  ["RETROSPECTIVE", "Retrospective: something was done outside of change control"],
];

/**
 * The type, and what only one type asks for: these fields come and go with the choice, and say
 * nothing while they are away.
 *
 * @param models the models that are in force
 * @param others the fields of every type, some of which a routine may leave open
 * @returns the fields, and what type is chosen
 */
export function typeFields(was = {}, models = [], others = []) {
  const only = {
    EMERGENCY: emergencyFields(was),
    STANDARD: modelFields(was, models),
    RETROSPECTIVE: observationFields(was),
  };
  const type = radios("type", "Type", TYPES, { required: true, value: was.type ?? "NORMAL", onchange: () => show() });
  const show = () => {
    for (const [name, fields] of Object.entries(only)) {
      fields.element.hidden = type.read() !== name;
    }
    const observed = type.read() === "RETROSPECTIVE";
    for (const one of others) {
      (one.element ?? one).hidden = observed && isOnlyPlanned(one);
    }
    others.filter((one) => OPEN_IN_ROUTINES.includes(one.name)).forEach((one) => one.require(type.read() !== "STANDARD"));
  };
  for (const [name, fields] of Object.entries(only)) {
    for (const one of fields.fields) {
      const read = one.read;
      one.read = () => (type.read() === name ? read() : undefined);
    }
  }
  for (const one of others.flatMap((other) => other.fields ?? (other.read ? [other] : []))) {
    const read = one.read;
    one.read = () => (type.read() === "RETROSPECTIVE" && !OBSERVED.includes(one.name) ? undefined : read());
  }
  show();
  return [type, ...Object.values(only)];
}

/** What is said of something that was done already. */
const OBSERVED = ["title", "description", "category", "items", "changeSet"];

/** A field, a group or a heading that is about a plan. */
function isOnlyPlanned(one) {
  if (one.read) {
    return !OBSERVED.includes(one.name);
  }
  return one.fields !== undefined || one.classList?.contains("planned");
}

function observationFields(was) {
  return together(
    line("doneBy", "Done by", { value: was.doneBy, longest: 255, hint: "Who did it, as far as it is known." }),
    line("source", "Source", { value: was.source, longest: 255, hint: "What has reported it, for example a scanner." }),
  );
}

/** What a standard change need not say: its model does, or it goes without saying. */
const OPEN_IN_ROUTINES = ["description", "justification", "implementer", "implementationPlan", "backoutPlan"];

function modelFields(was, models) {
  const model = choice("model", "Model", [["", "Choose a model"], ...models.map((one) => [one.key, one.title])], {
    required: true,
    value: was.model,
    hint: "What the model fixes is left out below; you carry it out unless you name somebody.",
  });
  return { ...model, fields: [model] };
}

function emergencyFields(was) {
  return together(
    line("incident", "Incident", { required: true, longest: 200, value: was.incident, hint: "Its number in the incident system, or where it is recorded." }),
    tick("priority1", "Priority", { value: was.priority1, says: "The incident has priority 1" }),
  );
}

/** @param was the request as it is, or what is known when the form opens */
export function requestFields(was = {}) {
  const items = itemsField(was.items ?? []);
  const changeSet = changeSetField(was.changeSet ?? []);
  const asked = was.questionnaire ?? {};
  return [
    h("h2", {}, "What"),
    ...(was.number && was.type === "EMERGENCY" ? [emergencyFields(was)] : []),
    line("title", "Title", { required: true, longest: 200, value: was.title }),
    text("description", "Description", { required: true, value: was.description, hint: "What is to be done, for somebody who has not heard of it yet." }),
    text("justification", "Justification", { required: true, value: was.justification, hint: "Why it is worth doing, and what happens if it is not done." }),
    line("category", "Category", { value: was.category, longest: 200 }),
    h("h2", {}, "Where"),
    field("items", "Items affected", items.control, items.read, {
      around: items.around,
      hint: "Type to find items by name. Items that the change set touches need not be named again.",
    }),
    field("changeSet", "Change set", changeSet.control, changeSet.read, {
      around: changeSet.around,
      hint: "What becomes of the estate once the change is implemented.",
    }),
    h("h2", { class: "planned" }, "When and who"),
    together(
      instant("plannedStart", "Planned start", was.plannedStart),
      instant("plannedEnd", "Planned end", was.plannedEnd),
      instant("pointOfNoReturn", "Point of no return", was.pointOfNoReturn, {
        required: false,
        hint: "Until then what was begun can be undone by the planned end.",
      }),
    ),
    line("implementer", "Implementer", { required: true, value: was.implementer, hint: "The account of whoever carries it out." }),
    tick("outageExpected", "Outage", { value: was.outageExpected, says: "An interruption of service is expected" }),
    h("h2", { class: "planned" }, "How"),
    text("implementationPlan", "Implementation plan", { required: true, rows: 6, value: was.implementationPlan }),
    text("testPlan", "Test plan", { value: was.testPlan }),
    text("backoutPlan", "Backout plan", { required: true, value: was.backoutPlan, hint: "How what was done is undone." }),
    text("communicationPlan", "Communication plan", { value: was.communicationPlan }),
    h("h2", { class: "planned" }, "How well prepared"),
    h("p", { class: "hint planned" }, "An unanswered question counts as the worse answer."),
    together(
      answer("questionnaire.doneBefore", "Carried out before?", { value: asked.doneBefore }),
      answer("questionnaire.tested", "Tested outside production?", { value: asked.tested }),
      answer("questionnaire.backoutTested", "Backout tested?", { value: asked.backoutTested }),
      answer("questionnaire.reversible", "Reversible?", { value: asked.reversible }),
      line("questionnaire.teamsInvolved", "Teams involved", { type: "number", min: 1, value: asked.teamsInvolved }),
    ),
  ];
}

function instant(name, label, value, { required = true, hint = zone } = {}) {
  const input = h("input", { type: "datetime-local", value: localInput(value) });
  return field(name, label, input, () => instantOf(input.value), { required, hint });
}
