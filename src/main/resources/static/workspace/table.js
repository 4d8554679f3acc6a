/*
 * Tables that can be read in a narrow pane: there each row stands as a block, every value with its heading.
 */
import { freshId, h } from "./dom.js";

/**
 * @param caption what the table lists; said to those who do not see it, and shown where `shown`
 * @param columns `[{title, cell: (row) => node or text, number, wide}]`
 */
export function table(caption, columns, rows, { shown = false, empty = "Nothing here." } = {}) {
  if (rows.length === 0) {
    return h("p", { class: "muted" }, empty);
  }
  return h(
    "table",
    { class: `table ${columns.length <= 4 ? "few" : "many"}` },
    h("caption", { class: shown ? "" : "unseen" }, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map((column) => h("th", { scope: "col", class: column.number ? "number" : null }, column.title)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          columns.map((column) =>
            h("td", { "data-title": column.title, class: column.number ? "number" : null }, h("div", {}, column.cell(row))),
          ),
        ),
      ),
    ),
  );
}

/** A long list shows its beginning, and the next part each time it is asked. */
export function growing(caption, columns, rows, options = {}) {
  const step = options.step ?? 25;
  const box = h("div", {});
  const show = (count) => {
    box.replaceChildren(table(caption, columns, rows.slice(0, count), options));
    if (rows.length > count) {
      box.append(
        h(
          "button",
          { type: "button", class: "quiet", onclick: () => show(count + step * 4) },
          `Show more (${rows.length - count} left)`,
        ),
      );
    }
  };
  show(step);
  return box;
}

/** Names and values, side by side; those without a value are left out. */
export function facts(...pairs) {
  return h(
    "dl",
    { class: "facts" },
    pairs
      .filter((pair) => pair && pair[1] !== null && pair[1] !== undefined && pair[1] !== "")
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** A part of a record, with its heading and an anchor. */
export function section(id, title, ...content) {
  const heading = freshId("heading");
  return h(
    "section",
    { class: "sheet", id, "aria-labelledby": heading },
    h("h2", { id: heading }, title),
    content,
  );
}

/** Steps through a paged list of the contract. */
export function pager(page, go) {
  if (!page || page.totalElements <= page.size) {
    return null;
  }
  const last = Math.max(0, page.totalPages - 1);
  const total = page.more ? `more than ${page.totalElements.toLocaleString("en-GB")}` : page.totalElements.toLocaleString("en-GB");
  return h(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    h("button", { type: "button", class: "quiet", disabled: page.number === 0, onclick: () => go(page.number - 1) }, "Previous"),
    h("span", {}, `Page ${page.number + 1} of ${last + 1}, ${total} in all`),
    h("button", { type: "button", class: "quiet", disabled: page.number >= last, onclick: () => go(page.number + 1) }, "Next"),
  );
}
