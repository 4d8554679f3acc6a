/*
 * Writing a change set: what is to become of the estate, operation by operation, or as JSON.
 */
import { get, Refused } from "./api.js";
import { fill, freshId, h } from "./dom.js";
import { suggesting } from "./item-picker.js";
import { word } from "./words.js";

const OPERATIONS = {
  CREATE_ITEM: ["ref", "type", "name", "attributes", "owner", "location", "environment", "criticality"],
  UPDATE_ITEM: ["item", "attributes", "state", "owner", "location", "environment", "criticality"],
  RETIRE_ITEM: ["item"],
  ADD_RELATIONSHIP: ["type", "source", "target"],
  REMOVE_RELATIONSHIP: ["type", "source", "target"],
  REDEPLOY_ITEM: ["item", "location", "owner"],
};

const TITLES = {
  ref: "Short name for later operations",
  type: "Type",
  name: "Name",
  item: "Item",
  attributes: "Attributes",
  state: "Lifecycle state",
  owner: "Owner group",
  location: "Location",
  environment: "Environment",
  criticality: "Criticality",
  source: "Source",
  target: "Target",
};

const STATES = ["IN_STOCK", "DEPLOYING", "IN_USE", "MAINTENANCE", "PENDING_RETIREMENT", "RETIRED", "MISSING"];

/**
 * @param start the operations to begin with
 * @return what a field is made of: `control`, `around`, `read`
 */
export function changeSetField(start) {
  let operations = structuredClone(start ?? []);
  let asJson = false;
  const box = h("div", { class: "change-set", tabindex: "-1" });
  const types = h("datalist", { id: freshId("types") });
  const relationshipTypes = h("datalist", { id: freshId("relationship-types") });
  offer(types, "/api/types");
  offer(relationshipTypes, "/api/relationship-types");
  const json = h("textarea", { rows: 14, class: "mono", "aria-label": "Change set as JSON" });

  const show = () => {
    if (asJson) {
      json.value = JSON.stringify(operations, null, 2);
      fill(box, json, h("div", { class: "row" }, quiet("Back to the editor", leaveJson), problem));
      return;
    }
    fill(
      box,
      operations.length === 0 ? h("p", { class: "muted small" }, "Empty: the estate stays as it is.") : null,
      h("ol", { class: "operations" }, operations.map((operation, index) => h("li", {}, editor(operation, index)))),
      h(
        "div",
        { class: "row" },
        Object.keys(OPERATIONS).map((op) =>
          quiet(word(op), () => {
            operations.push({ op });
            show();
            box.querySelector(".operations li:last-child input")?.focus();
          }),
        ),
        quiet("As JSON", () => {
          asJson = true;
          show();
        }),
      ),
    );
  };
  const problem = h("span", { class: "problem", role: "alert" });

  const parse = () => {
    const parsed = json.value.trim() === "" ? [] : JSON.parse(json.value);
    if (!Array.isArray(parsed)) {
      throw new SyntaxError("a change set is a list of operations");
    }
    return parsed;
  };

  const leaveJson = () => {
    try {
      operations = parse();
      asJson = false;
      fill(problem);
      show();
    } catch (fault) {
      fill(problem, `This is not a change set: ${fault.message}`);
    }
  };

  const editor = (operation, index) =>
    h(
      "fieldset",
      { class: "operation" },
      h("legend", {}, `${index + 1}. ${word(operation.op)}`),
      h(
        "div",
        { class: "grid" },
        (OPERATIONS[operation.op] ?? []).map((name) => input(operation, name)),
      ),
      Object.keys(operation).some((name) => name !== "op" && !(OPERATIONS[operation.op] ?? []).includes(name))
        ? h("p", { class: "muted small" }, "More of this operation is to be seen as JSON.")
        : null,
      h(
        "button",
        {
          type: "button",
          class: "quiet away",
          "aria-label": `Take away operation ${index + 1}`,
          onclick: () => {
            operations.splice(index, 1);
            show();
          },
        },
        "Take away",
      ),
    );

  const input = (operation, name) => {
    const set = (value) => {
      if (value === "" || value === undefined) {
        delete operation[name];
      } else {
        operation[name] = value;
      }
    };
    if (name === "attributes") {
      return attributes(operation);
    }
    if (name === "state") {
      return labelled(TITLES[name], select(STATES.map((state) => [state, word(state)]), operation[name], set));
    }
    if (name === "criticality") {
      const levels = [1, 2, 3, 4].map((level) => [String(level), `${level}${level === 4 ? ", mission critical" : level === 1 ? ", low" : ""}`]);
      return labelled(
        TITLES[name],
        select(levels, operation[name] && String(operation[name]), (level) => set(level ? Number(level) : "")),
      );
    }
    const relationship = operation.op.endsWith("_RELATIONSHIP");
    const control = h("input", {
      type: "text",
      value: operation[name] ?? "",
      autocomplete: "off",
      list: name === "type" ? (relationship ? relationshipTypes.id : types.id) : null,
      oninput: () => set(control.value.trim()),
    });
    const finds = name === "item" || name === "source" || name === "target";
    return [labelled(TITLES[name], control), finds ? suggesting(control, set) : null];
  };

  const attributes = (operation) => {
    const rows = Object.entries(operation.attributes ?? {}).map(([name, value]) => ({
      name,
      value: typeof value === "string" ? value : JSON.stringify(value),
    }));
    const list = h("div", { class: "attributes" });
    const save = () => {
      const said = Object.fromEntries(rows.filter((row) => row.name).map((row) => [row.name, meant(row.value)]));
      if (Object.keys(said).length > 0) {
        operation.attributes = said;
      } else {
        delete operation.attributes;
      }
    };
    const draw = () =>
      fill(
        list,
        rows.map((row, index) => {
          const name = h("input", { type: "text", value: row.name, "aria-label": "Attribute", placeholder: "attribute" });
          const value = h("input", { type: "text", value: row.value, "aria-label": "Value", placeholder: "value" });
          name.addEventListener("input", () => {
            row.name = name.value.trim();
            save();
          });
          value.addEventListener("input", () => {
            row.value = value.value;
            save();
          });
          return h(
            "div",
            { class: "row" },
            name,
            value,
            h(
              "button",
              {
                type: "button",
                class: "quiet",
                "aria-label": `Take away attribute ${row.name}`,
                onclick: () => {
                  rows.splice(index, 1);
                  save();
                  draw();
                },
              },
              "×",
            ),
          );
        }),
        quiet("Add attribute", () => {
          rows.push({ name: "", value: "" });
          draw();
          list.querySelector(".row:last-of-type input")?.focus();
        }),
      );
    draw();
    return h("div", { class: "wide" }, h("span", { class: "label" }, TITLES.attributes), list);
  };

  show();
  return {
    control: box,
    around: h("div", {}, box, types, relationshipTypes),
    read: () => {
      if (asJson) {
        try {
          operations = parse();
        } catch (fault) {
          throw new Refused(400, {
            title: "This is not a change set",
            errors: [{ field: "changeSet", problem: `is not JSON: ${fault.message}` }],
          });
        }
      }
      return operations.length > 0 || (start ?? []).length > 0 ? operations : undefined;
    },
  };
}

/** Numbers, true and false, lists and objects as such; everything else as the text it is. */
function meant(written) {
  if (/^(-?\d+(\.\d+)?|true|false|null|[[{].*)$/s.test(written.trim())) {
    try {
      return JSON.parse(written);
    } catch {
      return written;
    }
  }
  return written;
}

async function offer(list, path) {
  try {
    const answer = await get(path);
    fill(
      list,
      (answer.content ?? answer)
        .filter((type) => !type.abstract && !type.isAbstract)
        .map((type) => h("option", { value: type.key }, type.name ?? type.key)),
    );
  } catch {
    fill(list);
  }
}

function labelled(title, control) {
  const id = freshId("operation");
  control.id = id;
  return h("div", {}, h("label", { for: id, class: "label" }, title), control);
}

function select(choices, value, set) {
  const control = h(
    "select",
    { onchange: () => set(control.value) },
    h("option", { value: "" }, "–"),
    choices.map(([key, title]) => h("option", { value: key, selected: key === value }, title)),
  );
  return control;
}

function quiet(title, run) {
  return h("button", { type: "button", class: "quiet", onclick: run }, title);
}
