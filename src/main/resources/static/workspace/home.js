import { addressOf, at, get, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { ADMIN, COCKPIT, TASKLIST, isIn, mayRequest, named, page } from "./frame.js";
import { pending } from "./state.js";
import { titleOf } from "./steps.js";
import { section, table } from "./table.js";
import { changeLink, pill, when, word } from "./words.js";

const ALIVE = ["DRAFT", "DETECTED", "ASSESSING", "AUTHORISING", "SCHEDULED", "IMPLEMENTING", "IMPLEMENTED", "REVIEW"];
const OVER = ["BACKED_OUT", "CLOSED", "REJECTED", "CANCELLED"];

page("/", (main, person) => {
  named("Home");
  fill(
    main,
    h("div", { class: "title" }, h("h1", {}, "Home")),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        {},
        section(
          "steps",
          "Waiting for you",
          pending(myNextSteps, steps, "Looking for your next steps"),
        ),
        section("mine", "Latest changes", pending(() => get(withQuery("/api/changes", { size: 8 })), latest)),
      ),
      h(
        "div",
        {},
        places(person),
        section("states", "Changes by state", pending(counts, byState, "Counting")),
        isIn(person, "auditors")
          ? section("trail", "Audit trail", pending(() => get("/api/audit/verification"), trail, "Verifying the whole trail"))
          : null,
      ),
    ),
  );
});

/** More than so many changes are looked up in Tasklist. */
const MOST = 15;

/** What the step of a change is called where it is a task. */
const STEP_OF_TASK = {
  Task_CompleteRequest: "submit",
  Task_ReviewAssessment: "assessment",
  Task_ReviewDifference: "difference",
  Task_VoteOnChange: "vote",
  Task_StartImplementation: "start-implementation",
  Task_CarryOutWork: "work",
  Task_FinishImplementation: "finish-implementation",
  Task_VerifyChange: "verification",
  Task_ReviewChange: "review",
};

/**
 * The tasks that somebody could take, without those that the change says are not his: a ballot of a gate at which he
 * has voted, or may not; a task of the implementation whose own window has not begun.
 */
async function myNextSteps() {
  const tasks = await get("/api/me/steps");
  const numbers = [...new Set(tasks.map((task) => task.change))].slice(0, MOST);
  const changes = new Map(
    await Promise.all(numbers.map(async (number) => [number, await get(addressOf(number)).catch(() => null)])),
  );
  const mine = tasks.filter((task) => {
    const change = changes.get(task.change);
    const step = STEP_OF_TASK[task.key];
    const isIt = (next) => next.mine && next.step === step && (!next.what || task.step.endsWith(next.what));
    return change && (!step || change.nextSteps.some(isIt));
  });
  return {
    steps: [
      ...mine.map((task) => ({ ...task, href: tasklist(task.task), title: changes.get(task.change).title })),
      ...(await questions()),
    ],
    more: new Set(tasks.map((task) => task.change)).size - numbers.length,
  };
}

/** What somebody is asked as a stakeholder and has not answered yet, for the change as it is now. */
async function questions() {
  const waiting = await get("/api/me/consultations");
  return waiting
    .filter((question) => !question.answered || question.movedSince.length > 0)
    .map((question) => ({
      step: titleOf({ step: "consultation" }),
      href: at(`/changes/${encodeURIComponent(question.change)}`),
      change: question.change,
      title: question.title,
      since: question.askedAt,
      due: question.deadline,
    }));
}

function steps({ steps: list, more }) {
  return [
    stepTable(list),
    more > 0 ? h("p", { class: "small" }, h("a", { href: at(TASKLIST) }, `Tasks of ${more} more changes are in Tasklist.`)) : null,
  ];
}

function stepTable(list) {
  return table(
    "Steps that wait for you",
    [
      { title: "Step", cell: (step) => h("a", { href: step.href }, step.step) },
      { title: "Change", cell: (step) => [changeLink(step.change), step.title ? ` ${step.title}` : ""] },
      { title: "Since", cell: (step) => when(step.since) },
      {
        title: "Due",
        cell: (step) =>
          step.due && new Date(step.due) < new Date() ? [pill("HIGH", "Overdue"), " ", when(step.due)] : when(step.due),
      },
    ],
    list,
    { empty: "Nothing waits for you." },
  );
}

function tasklist(task) {
  return `${at(TASKLIST)}#/?task=${encodeURIComponent(task)}`;
}

function latest(answer) {
  return table(
    "Latest changes",
    [
      { title: "Change", cell: (change) => [changeLink(change.number), ` ${change.title ?? ""}`] },
      { title: "State", cell: (change) => pill(change.state) },
      { title: "Risk", cell: (change) => (change.risk ? pill(change.risk) : "") },
      { title: "Start", cell: (change) => when(change.plannedStart) },
    ],
    answer.content,
    { empty: "No change has been requested yet." },
  );
}

async function counts() {
  const count = async (state) => [state, (await get(withQuery("/api/changes", { state, size: 1 }))).page];
  return Promise.all([...ALIVE, ...OVER].map(count));
}

function byState(list) {
  const row = ([state, count]) =>
    h(
      "li",
      {},
      h("a", { href: withQuery(at("/changes"), { state }) }, word(state)),
      h("span", { class: count.totalElements > 0 ? "count" : "count none" }, count.more ? `${count.totalElements}+` : count.totalElements),
    );
  return h("ul", { class: "counts" }, list.map(row));
}

function trail(verification) {
  return verification.valid
    ? [
        h("p", {}, pill("APPROVED", "Unbroken")),
        h("p", {}, h("strong", {}, verification.entries.toLocaleString("en-GB")), " entries, each with the hash of the one before it."),
      ]
    : h(
        "div",
        { class: "notice bad", role: "alert" },
        h("strong", {}, "Broken"),
        h("p", {}, `At ${verification.brokenAt ?? "an unknown place"}, of ${verification.entries} entries.`),
      );
}

function places(person) {
  const list = [
    mayRequest(person) ? ["/changes/new", "Request a change", "Write a request and see its risk, gates and conflicts before it is submitted."] : null,
    person.groups.every((group) => group === "auditors") ? null : [TASKLIST, "Tasklist", "Approvals, implementation and reviews, with the whole change beside the form."],
    ["/calendar", "Calendar", "What is planned when, freezes and maintenance windows."],
    ["/models", "Models", "Routines that are authorised beforehand, what they cover and how they went."],
    ["/items", "Items", "The estate, how it hangs together, and what it was on any day."],
    isIn(person, "configuration-managers") ? ["/import", "Import", "Bring in what other sources know of the estate."] : null,
    isIn(person, "operators", "camunda-admin") ? [COCKPIT, "Cockpit", "Running processes and incidents."] : null,
    isIn(person, "camunda-admin") ? [ADMIN, "Admin", "People, groups and authorizations."] : null,
  ].filter(Boolean);
  return section(
    "places",
    "Where to",
    h("ul", { class: "places" }, list.map(([path, title, says]) => h("li", {}, h("a", { href: at(path) }, title), h("p", { class: "small muted" }, says)))),
  );
}
