import { at, get, post, remove, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { choice, field, form, line, text, together } from "./fields.js";
import { isIn, named, page } from "./frame.js";
import { failure, pending } from "./state.js";
import { growing, pager, section } from "./table.js";
import { instantOf, localInput, pill, span, when, word, zone } from "./words.js";

/** Groups whose members vote nowhere. */
const WITHOUT_A_VOTE = ["camunda-admin", "robots", "auditors", "operators"];

page("/delegations", (main, person) => {
  named("Delegations");
  const seesAll = isIn(person, "auditors", "camunda-admin");
  const votes = !isIn(person, ...WITHOUT_A_VOTE);
  const place = h("div", {});
  let shown = 0;
  const load = () => {
    fill(
      place,
      pending(
        () => get(withQuery("/api/delegations", { page: shown, size: 100 })),
        (answer) => [
          lists(answer.content, person, load),
          pager(answer.page, (number) => {
            shown = number;
            load();
          }),
        ],
        "Reading the delegations",
      ),
    );
  };
  fill(
    main,
    h("div", { class: "title" }, h("h1", {}, "Delegations")),
    h(
      "p",
      {},
      seesAll
        ? "Who votes for whom, in which groups and for how long. What has ended stays on record."
        : "Who votes for you while you are away, and for whom you vote. Both names stand in the record of each vote.",
    ),
    place,
    votes ? section("give", "Let somebody stand in for you", handing(person, load)) : null,
  );
  load();
});

function lists(all, person, reload) {
  const live = all.filter((one) => one.state !== "OVER");
  const over = all.filter((one) => one.state === "OVER");
  return [
    section("standing", "In force and to come", rows("Delegations in force and to come", live, person, reload, "Nobody stands in for anybody.")),
    over.length > 0 ? section("over", "Over", rows("Delegations that are over", over, person, null, "")) : null,
  ];
}

function rows(caption, some, person, reload, empty) {
  const columns = [
    { title: "Delegation", cell: (one) => [h("span", { class: "key" }, one.id), " ", pill(one.state)] },
    { title: "Of", cell: (one) => name(one.from, person) },
    { title: "To", cell: (one) => name(one.to, person) },
    { title: "In", cell: (one) => one.groups.join(", ") },
    { title: "Counts", cell: (one) => word(one.kind) },
    { title: "When", cell: (one) => span(one.start, one.end) },
    {
      title: "Why",
      cell: (one) => [
        one.reason ?? "",
        one.ended ? h("div", { class: "small muted" }, `Ended by ${one.ended.by}, `, when(one.ended.at), one.ended.reason ? `: ${one.ended.reason}` : "") : null,
      ],
    },
  ];
  if (reload && some.some((one) => concerns(one, person))) {
    columns.push({ title: "Do", cell: (one) => (concerns(one, person) ? ending(one, person, reload) : "") });
  }
  return growing(caption, columns, some, { empty });
}

function concerns(one, person) {
  return one.from === person.id || one.to === person.id;
}

function name(who, person) {
  return who === person.id ? h("strong", {}, `${who} (you)`) : who;
}

/** Who gave it takes it back, who received it declines it. */
function ending(one, person, reload) {
  const said = h("div", { "aria-live": "polite" });
  const verb = one.from === person.id ? "Take back" : "Decline";
  const ask = () => {
    const reason = h("input", { type: "text", "aria-label": `Why ${one.id} ends`, placeholder: "Why (not required)" });
    fill(
      said,
      h("p", {}, "Votes it was used for do not count any more at gates that are still open."),
      h(
        "form",
        {
          class: "row",
          onsubmit: async (event) => {
            event.preventDefault();
            try {
              await remove(withQuery(`/api/delegations/${encodeURIComponent(one.id)}`, { reason: reason.value.trim() }));
              reload();
            } catch (fault) {
              fill(said, failure(fault));
            }
          },
        },
        reason,
        h("button", { type: "submit", class: "danger" }, `End ${one.id}`),
      ),
    );
    reason.focus();
  };
  return h("div", {}, h("button", { type: "button", class: "quiet", "aria-label": `${verb} ${one.id}`, onclick: ask }, verb), said);
}

function handing(person, given) {
  return form({
    label: "Let somebody stand in for you",
    fields: [
      together(
        line("to", "Who", { required: true, longest: 64, hint: "The name of his account." }),
        choice(
          "kind",
          "Counts",
          [
            ["DELEGATION", "At once: while I am away"],
            ["SUBSTITUTE", "At gates that are overdue: a standing deputy"],
          ],
          { required: true, value: "DELEGATION" },
        ),
      ),
      groups(person),
      together(
        instant("start", "From", localInput(new Date().toISOString()), "As your clock shows it; empty for now."),
        instant("end", "Until", "", `At most 90 days, for a standing deputy 366. Times are in ${zone}.`, true),
      ),
      text("reason", "Reason", { rows: 2, hint: "It stands in the audit trail." }),
    ],
    actions: [
      {
        title: "Hand it on",
        run: async (said) => {
          const one = await post("/api/delegations", said);
          given();
          return h(
            "div",
            { class: "notice good", role: "status" },
            `${one.id}: ${one.to} votes for you in ${one.groups.join(", ")}, `,
            span(one.start, one.end),
            ". Whoever stands in for you cannot vote on changes that you request or implement. ",
            h("a", { href: at("/changes") }, "To the changes"),
          );
        },
      },
    ],
  }).element;
}

function instant(name, label, value, hint, required = false) {
  const input = h("input", { type: "datetime-local", value });
  const begun = input.value;
  // A start that was left as it stood means now; the minute on the clock has gone on meanwhile.
  const read = () => (name === "start" && input.value === begun ? undefined : instantOf(input.value));
  return field(name, label, input, read, { hint, required });
}

function groups(person) {
  const own = person.groups.filter((group) => !WITHOUT_A_VOTE.includes(group));
  const set = h(
    "div",
    { class: "radios", role: "group", "aria-label": "Groups", tabindex: "-1" },
    own.map((group) => h("label", { class: "radio" }, h("input", { type: "checkbox", value: group, checked: own.length === 1 }), ` ${group}`)),
  );
  const read = () => {
    const chosen = [...set.querySelectorAll("input:checked")].map((one) => one.value);
    return chosen.length > 0 ? chosen : undefined;
  };
  return field("groups", "In these groups", set, read, { required: true, hint: "Only the vote of these groups is handed on." });
}
