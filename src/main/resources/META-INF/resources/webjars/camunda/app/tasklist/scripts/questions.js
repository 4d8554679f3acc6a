/*
 * "Questions for you" in Tasklist's menu: what somebody is asked as a stakeholder of a change. Nothing waits for his
 * answer, so there is no task for it; he reads the change and answers in a window of its own.
 */
import { addressOf, get, post } from "../../../../workspace/api.js";
import { course, warnings } from "../../../../workspace/change-parts.js";
import { changeBody, changeTitle } from "../../../../workspace/change-view.js";
import { answerFields } from "../../../../workspace/consultation-parts.js";
import { fill, h } from "../../../../workspace/dom.js";
import { form } from "../../../../workspace/fields.js";
import { apart } from "../../../../workspace/plug-in.js";
import { done, pending } from "../../../../workspace/state.js";
import { section, table } from "../../../../workspace/table.js";
import { pill, when } from "../../../../workspace/words.js";

const EVERY = 60_000;

let timer;

function menu() {
  const button = h("button", { type: "button", class: "quiet cc-questions", hidden: true, onclick: () => open() });
  const body = h("div", { class: "cc-dialog-body" });
  const dialog = h(
    "dialog",
    { class: "cc cc-dialog", "aria-label": "Questions for you", onclose: () => look() },
    h(
      "div",
      { class: "cc-dialog-head" },
      h("h2", {}, "Questions for you"),
      h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Close"),
    ),
    body,
  );

  async function look() {
    try {
      const waiting = await get("/api/me/consultations");
      const unanswered = waiting.filter((question) => !question.answered || question.movedSince.length > 0).length;
      button.hidden = waiting.length === 0;
      fill(button, `Questions for you (${unanswered})`);
    } catch {
      // Whoever cannot be asked now is asked with the next look; Tasklist itself says when the session has ended.
      button.hidden = true;
    }
  }

  function open() {
    list();
    dialog.showModal();
  }

  function list(said) {
    fill(
      body,
      said ? done(said) : null,
      pending(() => get("/api/me/consultations"), (waiting) => questions(waiting), "Looking for questions"),
    );
  }

  function questions(waiting) {
    return table(
      "Questions that wait for your answer",
      [
        {
          title: "Change",
          cell: (question) =>
            h("button", { type: "button", class: "quiet", onclick: () => show(question.change) }, `${question.change} ${question.title}`),
        },
        { title: "Asked as", cell: (question) => question.stakeholders.map((one) => one.name).join(", ") },
        { title: "Until", cell: (question) => when(question.deadline) },
        { title: "Your answer", cell: (question) => (question.answered ? pill(question.answered) : pill("WAITING")) },
      ],
      waiting,
      { empty: "Nothing is asked of you." },
    );
  }

  function show(number) {
    fill(
      body,
      h("p", {}, h("button", { type: "button", class: "quiet", onclick: () => list() }, "All questions")),
      pending(() => Promise.all([get(addressOf(number)), get("/api/me")]), ([change, me]) => question(change, me), "Reading the change"),
    );
    body.scrollIntoView({ block: "start" });
  }

  function question(change, me) {
    const step = change.nextSteps.find((next) => next.step === "consultation" && next.mine);
    const before = (change.consultation?.answers ?? []).findLast((answer) => answer.person === me.id);
    const answer = step
      ? form({
          label: "Your answer",
          fields: answerFields(before),
          actions: [
            {
              title: "Answer",
              run: async (said) => {
                await post(step.href, said);
                list(`Your answer about ${change.number} is on record.`);
              },
            },
          ],
        }).element
      : h("p", { class: "muted" }, "The time to answer is over.");
    return [
      changeTitle(change, "h2"),
      course(change),
      section("answer", "Your answer", answer),
      warnings(change),
      changeBody(change),
    ];
  }

  look();
  timer = setInterval(() => document.hidden || look(), EVERY);
  return [button, dialog];
}

export default {
  id: "questions",
  pluginPoint: "tasklist.navbar.action",
  priority: 400,
  render(node) {
    apart(node, menu());
  },
  unmount() {
    clearInterval(timer);
  },
};
