import { get, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { asksFor, named, page, remember } from "./frame.js";
import { pending } from "./state.js";
import { pager, table } from "./table.js";
import { itemLink, pill, value, word } from "./words.js";

const STATES = ["PLANNED", "ON_ORDER", "IN_STOCK", "DEPLOYING", "IN_USE", "MAINTENANCE", "PENDING_RETIREMENT", "RETIRED", "DISPOSED", "MISSING", "VOID"];

page("/items", (main) => {
  named("Items");
  const asked = { q: "", type: "", state: "", owner: "", source: "", page: "0", ...asksFor() };
  const place = h("div", {});
  const types = h("select", { name: "type" }, h("option", { value: "" }, "All"));
  offerTypes(types, asked.type);
  const control = (name, label, input) => {
    input.name = name;
    input.value = asked[name] ?? "";
    return h("label", {}, h("span", {}, label), input);
  };
  const filters = h(
    "form",
    {
      class: "filters",
      role: "search",
      "aria-label": "Find items",
      onsubmit: (event) => {
        event.preventDefault();
        take();
      },
      onchange: () => take(),
    },
    control("q", "Contains", h("input", { type: "search" })),
    h("label", {}, h("span", {}, "Type"), types),
    control("state", "State", h("select", {}, h("option", { value: "" }, "All"), STATES.map((state) => h("option", { value: state }, word(state))))),
    control("owner", "Owner", h("input", { type: "text" })),
    control("source", "Source", h("input", { type: "text" })),
    h("button", { type: "submit", class: "primary" }, "Find"),
  );
  const take = () => {
    for (const [name, said] of new FormData(filters)) {
      asked[name] = said;
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
    fill(
      place,
      pending(() => get(withQuery("/api/items", { ...asked, size: 50 })), (answer) => [list(answer.content), pager(answer.page, go)]),
    );
  };
  fill(main, h("div", { class: "title" }, h("h1", {}, "Items")), filters, h("div", { class: "sheet" }, place));
  load();
});

function list(items) {
  return table(
    "Items",
    [
      { title: "Key", cell: (item) => itemLink(item.key) },
      { title: "Name", cell: (item) => item.name },
      { title: "Type", cell: (item) => item.type },
      { title: "State", cell: (item) => pill(item.state) },
      { title: "Criticality", number: true, cell: (item) => value(item.criticality) },
      { title: "Environment", cell: (item) => value(item.environment) },
      { title: "Location", cell: (item) => value(item.location) },
      { title: "Owner", cell: (item) => value(item.owner) },
    ],
    items,
    { empty: "No item is like that." },
  );
}

async function offerTypes(select, chosen) {
  const answer = await get("/api/types");
  const keys = (answer.content ?? answer).map((type) => type.key).sort();
  select.append(...keys.map((key) => h("option", { value: key, selected: key === chosen }, key)));
}
