/*
 * Freezes and maintenance windows as they were declared: the list with what may be done to each, and the form.
 */
import { post, remove } from "./api.js";
import { fill, h } from "./dom.js";
import { choice, field, form, line, text, together } from "./fields.js";
import { failure } from "./state.js";
import { table } from "./table.js";
import { pill, span, word, zone } from "./words.js";

const addressOf = (id, part = "") => `/api/windows/${encodeURIComponent(id)}${part}`;

/** @param changed is called after something was done; null for those who only read */
export function windowTable(windows, changed) {
  const columns = [
    { title: "Window", cell: (one) => [h("span", { class: "key" }, one.id), " ", one.name] },
    { title: "Kind", cell: (one) => [word(one.kind), one.suspension ? [" ", pill("MEDIUM", "Suspended")] : null] },
    { title: "Now or next", cell: (one) => (one.next ? span(one.next.start, one.next.end) : h("span", { class: "muted" }, "Over")) },
    { title: "Recurs", cell: (one) => [one.rrule ? h("code", {}, one.rrule) : "Once", h("div", { class: "small muted" }, one.zone)] },
    { title: "Covers", cell: (one) => covers(one.scope) },
    {
      title: "Why",
      cell: (one) => [one.reason, one.suspension ? h("div", { class: "small muted" }, `Suspended by ${one.suspension.by}: ${one.suspension.reason}`) : null],
    },
  ];
  if (changed) {
    columns.push({ title: "Do", cell: (one) => actions(one, changed) });
  }
  return table("Freezes and maintenance windows", columns, windows, { empty: "Nothing was declared." });
}

function covers(scope) {
  const said = Object.entries(scope).filter(([, list]) => list.length > 0);
  return said.length === 0 ? "Whole estate" : said.map(([name, list]) => h("div", {}, h("span", { class: "muted" }, `${name}: `), list.join(", ")));
}

function actions(window, changed) {
  const said = h("div", { "aria-live": "polite" });
  const run = async (what) => {
    try {
      await what();
      changed();
    } catch (fault) {
      fill(said, failure(fault));
    }
  };
  const button = (title, kind, what) => h("button", { type: "button", class: kind, "aria-label": `${title} ${window.id}`, onclick: what }, title);
  const suspend = () => {
    const reason = h("input", { type: "text", "aria-label": `Why ${window.id} is suspended`, placeholder: "Why" });
    fill(
      said,
      h(
        "form",
        {
          class: "row",
          onsubmit: (event) => {
            event.preventDefault();
            run(() => post(addressOf(window.id, "/suspension"), { reason: reason.value }));
          },
        },
        reason,
        h("button", { type: "submit", class: "primary" }, "Suspend"),
      ),
    );
    reason.focus();
  };
  const withdraw = () => {
    fill(
      said,
      h("p", {}, "It will mean nothing any more."),
      h("button", { type: "button", class: "danger", onclick: () => run(() => remove(addressOf(window.id))) }, `Withdraw ${window.id} for good`),
    );
  };
  return h(
    "div",
    {},
    h(
      "div",
      { class: "buttons" },
      window.suspension
        ? button("Reinstate", "quiet", () => run(() => remove(addressOf(window.id, "/suspension"))))
        : button("Suspend", "quiet", suspend),
      button("Withdraw", "quiet", withdraw),
    ),
    said,
  );
}

/** @param changed is called after a window was declared */
export function windowForm(changed) {
  const several = (name, label, hint) => {
    const input = h("input", { type: "text", autocomplete: "off" });
    const read = () => input.value.split(",").map((one) => one.trim()).filter(Boolean);
    const result = field(`scope.${name}`, label, input, () => (read().length > 0 ? read() : undefined), { hint });
    return result;
  };
  const clock = (name, label) => {
    const input = h("input", { type: "datetime-local" });
    return field(name, label, input, () => input.value || undefined, { required: true, hint: "As a clock in the zone shows it." });
  };
  return form({
    label: "Declare a freeze or a maintenance window",
    fields: [
      together(
        choice("kind", "Kind", [["FREEZE", "Freeze: no work without a freeze owner"], ["MAINTENANCE", "Maintenance: work belongs here"]], { required: true, value: "FREEZE" }),
        line("name", "Name", { required: true, longest: 200 }),
      ),
      together(
        clock("start", "Start"),
        clock("end", "End"),
        line("zone", "Time zone", { required: true, value: zone, hint: "Its IANA name, for example Europe/Amsterdam." }),
        line("rrule", "Recurs", { hint: "Empty for once; or a rule of RFC 5545, for example FREQ=WEEKLY;BYDAY=FR." }),
      ),
      h("h3", {}, "Covers"),
      h("p", { class: "hint" }, "The items that are named, and those that meet each of types, owners and environments that is given. Nothing at all: the whole estate."),
      together(
        several("types", "Types", "Separated by commas; subtypes are included."),
        several("owners", "Owners", "Groups that own items."),
        several("environments", "Environments", "For example production."),
        several("items", "Items", "CI-000042, or type:name."),
      ),
      text("reason", "Reason", { required: true, rows: 2 }),
    ],
    actions: [
      {
        title: "Declare",
        run: async (said) => {
          const window = await post("/api/windows", said);
          changed();
          return h("div", { class: "notice good", role: "status" }, `${window.id} was declared.`);
        },
      },
    ],
  }).element;
}
