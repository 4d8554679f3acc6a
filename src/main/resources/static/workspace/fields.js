/*
 * Forms. What the platform refuses is said at the field it names; what belongs to no field stands above the buttons.
 */
import { Refused } from "./api.js";
import { fill, freshId, h } from "./dom.js";

/**
 * A field: what it is called in the contract, its label, its control, and how its value is read.
 *
 * @param control the element that is focused and marked when the value is refused
 * @param read gives the value; undefined says nothing
 */
export function field(name, label, control, read, { hint, required, around } = {}) {
  const id = freshId(name.replaceAll(".", "-"));
  control.id = id;
  const hintId = hint ? `${id}-hint` : null;
  const problem = h("p", { class: "problem", id: `${id}-problem`, hidden: true });
  control.setAttribute("aria-describedby", [hintId, `${id}-problem`].filter(Boolean).join(" "));
  if (required) {
    control.setAttribute("aria-required", "true");
  }
  const element = h(
    "div",
    { class: "field" },
    h("label", { for: id }, label, required ? h("span", { class: "required", "aria-hidden": "true" }, " required") : null),
    hint ? h("p", { class: "hint", id: hintId }, hint) : null,
    around ?? control,
    problem,
  );
  return {
    name,
    element,
    read,
    refuse(text) {
      control.setAttribute("aria-invalid", "true");
      problem.hidden = false;
      problem.append(problem.childNodes.length > 0 ? h("br") : "", text);
    },
    accept() {
      control.removeAttribute("aria-invalid");
      problem.hidden = true;
      fill(problem);
    },
    focus() {
      control.focus();
    },
    /** Whether it has to be filled in, where that depends on something else. */
    require(needed) {
      element.querySelector(".required")?.toggleAttribute("hidden", !needed);
      control.setAttribute("aria-required", String(needed));
    },
  };
}

const orNothing = (text) => (text === "" ? undefined : text);

/** One line of text. */
export function line(name, label, options = {}) {
  const input = h("input", {
    type: options.type ?? "text",
    value: options.value ?? "",
    maxlength: options.longest,
    list: options.list,
    autocomplete: "off",
    min: options.min,
    max: options.max,
  });
  const read = () => (options.type === "number" && input.value !== "" ? Number(input.value) : orNothing(input.value.trim()));
  return field(name, label, input, read, options);
}

/** A text of any length that the contract takes. */
export function text(name, label, options = {}) {
  const area = h("textarea", { rows: options.rows ?? 4, value: options.value ?? "" });
  return field(name, label, area, () => orNothing(area.value), options);
}

/** One of several. */
export function choice(name, label, choices, options = {}) {
  const select = h(
    "select",
    {},
    choices.map(([key, title]) => h("option", { value: key, selected: key === (options.value ?? "") }, title)),
  );
  if (options.onchange) {
    select.addEventListener("change", () => options.onchange(select.value));
  }
  return field(name, label, select, () => orNothing(select.value), options);
}

/** One of few, all of them in sight. */
export function radios(name, label, choices, options = {}) {
  const group = freshId(name);
  const set = h("div", { class: "radios", role: "radiogroup", "aria-label": label, tabindex: "-1" });
  fill(
    set,
    choices.map(([key, title]) =>
      h(
        "label",
        { class: "radio" },
        h("input", {
          type: "radio",
          name: group,
          value: key,
          checked: key === options.value,
          onchange: () => options.onchange?.(key),
        }),
        ` ${title}`,
      ),
    ),
  );
  const result = field(name, label, set, () => set.querySelector("input:checked")?.value, options);
  result.focus = () => set.querySelector("input")?.focus();
  return result;
}

/** Yes or no. */
export function tick(name, label, options = {}) {
  const input = h("input", { type: "checkbox", checked: options.value === true });
  const around = h("span", { class: "tick" }, input, h("span", {}, options.says ?? "Yes"));
  return field(name, label, input, () => input.checked, { ...options, around });
}

/** Yes, no, or no answer. */
export function answer(name, label, options = {}) {
  const read = choice(
    name,
    label,
    [
      ["", "Not answered"],
      ["true", "Yes"],
      ["false", "No"],
    ],
    { ...options, value: options.value === undefined || options.value === null ? "" : String(options.value) },
  );
  const asText = read.read;
  read.read = () => (asText() === undefined ? undefined : asText() === "true");
  return read;
}

/** Short fields side by side where there is room. */
export function together(...fields) {
  return { fields, element: h("div", { class: "together" }, fields.map((one) => one.element)) };
}

/** What all fields say, by name; a name with a dot goes one level deeper. */
export function readAll(fields) {
  const said = {};
  for (const one of fields) {
    const value = one.read();
    if (value === undefined) {
      continue;
    }
    const [outer, inner] = one.name.split(".");
    if (inner) {
      said[outer] = { ...said[outer], [inner]: value };
    } else {
      said[outer] = value;
    }
  }
  return said;
}

/**
 * A form.
 *
 * @param fields what it asks, in order; elements between them are shown as they are
 * @param actions `[{title, kind, run: async (said) => …}]`, the first is what Enter does
 */
export function form({ fields, actions, label, extra }) {
  const asked = fields.flatMap((one) => one?.fields ?? (one?.read ? [one] : []));
  const said = h("div", { class: "form-said", "aria-live": "polite" });
  const buttons = actions.map((action, index) =>
    h(
      "button",
      {
        type: index === 0 ? "submit" : "button",
        class: action.kind ?? (index === 0 ? "primary" : "quiet"),
        onclick: index === 0 ? null : () => run(action),
      },
      action.title,
    ),
  );
  const element = h(
    "form",
    {
      novalidate: true,
      "aria-label": label,
      onsubmit: (event) => {
        event.preventDefault();
        run(actions[0]);
      },
    },
    fields.map((one) => one?.element ?? one),
    said,
    h("div", { class: "buttons" }, buttons, extra),
  );

  async function run(action) {
    fill(said);
    asked.forEach((one) => one.accept());
    buttons.forEach((button) => (button.disabled = true));
    try {
      fill(said, await action.run(readAll(asked)));
    } catch (fault) {
      fill(said, refusal(fault, asked));
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  return { element, fields: asked };
}

/** Says each problem at its field, and gives what is left to say. */
function refusal(fault, fields) {
  if (!(fault instanceof Refused)) {
    console.error(fault);
    return h("div", { class: "notice bad", role: "alert" }, "This did not work. Reload the page and try again.");
  }
  const homeless = [];
  const refused = new Set();
  for (const error of fault.errors) {
    const name = String(error.field ?? "");
    const home =
      fields.find((one) => one.name === name) ??
      fields.find((one) => name.startsWith(`${one.name}.`) || name.startsWith(`${one.name}[`));
    if (home) {
      home.refuse(home.name === name ? capital(error.problem) : `${name}: ${error.problem}`);
      refused.add(home);
    } else {
      homeless.push(error);
    }
  }
  fields.find((one) => refused.has(one))?.focus();
  return h(
    "div",
    { class: "notice bad", role: "alert" },
    h("strong", {}, fault.title),
    h("p", {}, refused.size > 0 && homeless.length === 0 ? "See what is said at the fields." : fault.message),
    homeless.length > 0
      ? h("ul", {}, homeless.map((error) => h("li", {}, h("code", {}, error.field), ` ${error.problem}`)))
      : null,
  );
}

function capital(words) {
  const said = String(words ?? "is not right");
  return said.charAt(0).toUpperCase() + said.slice(1);
}
