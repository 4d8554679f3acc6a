import { at, get, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { asksFor, mayRequest, named, page, remember } from "./frame.js";
import { pending } from "./state.js";
import { pager, table } from "./table.js";
import { changeLink, pill, span, word } from "./words.js";

const STATES = ["DETECTED", "DRAFT", "ASSESSING", "AUTHORISING", "SCHEDULED", "IMPLEMENTING", "IMPLEMENTED", "BACKED_OUT", "REVIEW", "CLOSED", "REJECTED", "CANCELLED"];
const TYPES = ["STANDARD", "NORMAL", "EMERGENCY", "RETROSPECTIVE", "MODEL"];

page("/changes", (main, person) => {
  named("Changes");
  const asked = { state: "", type: "", q: "", item: "", from: "", to: "", page: "0", ...asksFor() };
  const place = h("div", {});
  const control = (name, label, input) => {
    input.name = name;
    input.value = asked[name] ?? "";
    return h("label", {}, h("span", {}, label), input);
  };
  const select = (choices) =>
    h("select", {}, h("option", { value: "" }, "All"), choices.map((choice) => h("option", { value: choice }, word(choice))));
  const filters = h(
    "form",
    {
      class: "filters",
      role: "search",
      "aria-label": "Filter changes",
      onsubmit: (event) => {
        event.preventDefault();
        take();
      },
      onchange: () => take(),
    },
    control("q", "Contains", h("input", { type: "search" })),
    control("state", "State", select(STATES)),
    control("type", "Type", select(TYPES)),
    control("item", "Item", h("input", { type: "text", placeholder: "CI-000042" })),
    control("from", "Window from", h("input", { type: "date" })),
    control("to", "Window to", h("input", { type: "date" })),
    h("button", { type: "submit", class: "primary" }, "Filter"),
  );
  const take = () => {
    for (const [name, value] of new FormData(filters)) {
      asked[name] = value;
    }
    asked.page = "0";
    load();
  };
  const go = (number) => {
    asked.page = String(number);
    load();
  };
  const load = () => {
    remember({ ...asked, page: asked.page === "0" ? "" : asked.page });
    const query = { ...asked, from: dayStart(asked.from), to: dayEnd(asked.to), size: 25 };
    fill(place, pending(() => get(withQuery("/api/changes", query)), (answer) => [list(answer.content), pager(answer.page, go)]));
  };
  fill(
    main,
    h(
      "div",
      { class: "title with-action" },
      h("h1", {}, "Changes"),
      mayRequest(person) ? h("a", { class: "button primary", href: at("/changes/new") }, "New request") : null,
    ),
    filters,
    h("div", { class: "sheet" }, place),
  );
  load();
});

function list(changes) {
  return table(
    "Changes",
    [
      { title: "Number", cell: (change) => changeLink(change.number) },
      { title: "Title", cell: (change) => change.title || h("span", { class: "muted" }, "Untitled") },
      { title: "State", cell: (change) => [pill(change.state), change.onHold ? [" ", pill("MEDIUM", "On hold")] : null] },
      { title: "Risk", cell: (change) => (change.risk ? pill(change.risk) : "") },
      { title: "Window", cell: (change) => span(change.plannedStart, change.plannedEnd) },
      { title: "Requester", cell: (change) => change.requester },
      { title: "Implementer", cell: (change) => change.implementer ?? "" },
    ],
    changes,
    { empty: "No change is like that." },
  );
}

function dayStart(day) {
  return day ? new Date(`${day}T00:00:00`).toISOString() : "";
}

function dayEnd(day) {
  return day ? new Date(`${day}T23:59:59`).toISOString() : "";
}
