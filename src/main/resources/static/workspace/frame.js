/*
 * What stands around every page: the way about, who is signed in, and how to leave.
 */
import { at, get } from "./api.js";
import { fill, h } from "./dom.js";
import { failure } from "./state.js";

/** Who is signed in: `{id, groups}`. */
let asked;
export function me() {
  asked ??= get("/api/me");
  return asked;
}

/** Whether somebody belongs to one of the groups. */
export function isIn(person, ...groups) {
  return groups.some((group) => person.groups.includes(group));
}

/** Auditors, operators and administrators look on; everybody else may request a change. */
export function mayRequest(person) {
  return person.groups.some((group) => !["auditors", "operators", "camunda-admin"].includes(group));
}

/** Where the workflow engine's own applications live. */
export const TASKLIST = "/camunda/app/tasklist/default/";
export const COCKPIT = "/camunda/app/cockpit/default/";
export const ADMIN = "/camunda/app/admin/default/";

/**
 * Builds the page.
 *
 * @param here the address in the menu that the page belongs to
 * @param show builds the content into the main element; gets it and the person
 */
export async function page(here, show) {
  const main = h("main", { id: "main", tabindex: "-1" });
  const menu = h("nav", { "aria-label": "Main" });
  const account = h("div", { class: "account" });
  document.body.prepend(
    h("a", { class: "skip", href: "#main" }, "To the content"),
    h(
      "header",
      { class: "top" },
      h("a", { class: "brand", href: at("/") }, mark(), "Change Control"),
      menu,
      account,
    ),
    main,
  );
  try {
    const person = await me();
    fill(menu, entries(person).map(([path, title]) => link(path, title, here)));
    fill(
      account,
      h("span", { class: "who", title: person.groups.join(", ") }, person.id),
      h(
        "form",
        { method: "post", action: at("/sign-out") },
        h("button", { type: "submit", class: "quiet" }, "Sign out"),
      ),
    );
    await show(main, person);
  } catch (fault) {
    fill(main, failure(fault, () => location.reload()));
  }
}

function entries(person) {
  const list = [
    ["/", "Home"],
    ["/changes", "Changes"],
    ["/calendar", "Calendar"],
  ];
  if (mayRequest(person)) {
    list.push(["/changes/new", "New request"]);
  }
  list.push(["/models", "Models"], ["/items", "Items"], ["/delegations", "Delegations"]);
  if (isIn(person, "configuration-managers")) {
    list.push(["/import", "Import"]);
  }
  list.push([TASKLIST, "Tasklist"]);
  return list;
}

function link(path, title, here) {
  return h("a", { href: at(path), "aria-current": path === here ? "page" : null }, title);
}

function mark() {
  return h("span", { class: "brand-mark", "aria-hidden": "true" });
}

/** Names the page for the browser's tab and history. */
export function named(title) {
  document.title = `${title} · Change Control`;
}

/** The last part of the page's address. */
export function lastPart() {
  return decodeURIComponent(location.pathname.replace(/\/+$/, "").split("/").at(-1));
}

/** What stands in the page's address after the question mark, by name. */
export function asksFor() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Puts what a list is filtered by into the address, so that it can be sent to somebody. */
export function remember(values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}
