/*
 * Finding items by name while writing: suggestions from `/api/items`.
 */
import { get, withQuery } from "./api.js";
import { fill, freshId, h } from "./dom.js";

/** Suggests items below an input; what is chosen is the item's key, what is typed may also be `type:name`. */
export function suggesting(input, onchosen) {
  const list = h("datalist", { id: freshId("items") });
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  let timer = 0;
  let asked = "";
  input.addEventListener("input", () => {
    const typed = input.value.trim();
    if (/^CI-\d+$/.test(typed) && [...list.options].some((option) => option.value === typed)) {
      onchosen?.(typed);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (typed.length < 2 || typed === asked) {
        return;
      }
      asked = typed;
      try {
        const found = await get(withQuery("/api/items", { q: typed, size: 12 }));
        fill(
          list,
          found.content.map((item) => h("option", { value: item.key }, `${item.name} · ${item.type}`)),
        );
      } catch {
        fill(list);
      }
    }, 200);
  });
  return list;
}

/** Several items, each shown as a mark that can be taken away. */
export function itemsField(named) {
  const chosen = [...named];
  const marks = h("ul", { class: "marks" });
  const input = h("input", { type: "text", placeholder: "Name, key or type:name" });
  const add = () => {
    for (const one of input.value.split(",")) {
      const key = one.trim();
      if (key && !chosen.includes(key)) {
        chosen.push(key);
      }
    }
    input.value = "";
    show();
  };
  const show = () =>
    fill(
      marks,
      chosen.map((key) =>
        h(
          "li",
          {},
          key,
          h(
            "button",
            {
              type: "button",
              "aria-label": `Take away ${key}`,
              onclick: () => {
                chosen.splice(chosen.indexOf(key), 1);
                show();
                input.focus();
              },
            },
            "×",
          ),
        ),
      ),
    );
  const list = suggesting(input, add);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    }
  });
  show();
  const around = h(
    "div",
    { class: "picker" },
    h("div", { class: "row" }, input, h("button", { type: "button", class: "quiet", onclick: add }, "Add")),
    list,
    marks,
  );
  return {
    control: input,
    around,
    read: () => {
      add();
      return chosen.length > 0 || named.length > 0 ? [...chosen] : undefined;
    },
  };
}
