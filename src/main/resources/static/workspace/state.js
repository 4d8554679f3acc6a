/*
 * Loading, failing and being empty: the states of everything that is asked for.
 */
import { at, Refused, withQuery } from "./api.js";
import { fill, h } from "./dom.js";

/** Says that something is on its way; to those who do not see it as well. */
export function loading(what = "Loading") {
  return h("p", { class: "loading", role: "status" }, `${what} …`);
}

/** Says what was refused and, where it helps, what to do. */
export function failure(fault, retry) {
  const refused = fault instanceof Refused;
  if (!refused) {
    console.error(fault);
  }
  return h(
    "div",
    { class: "notice bad", role: "alert" },
    h("strong", {}, refused ? fault.title : "This could not be shown"),
    h("p", {}, refused ? fault.message : "The answer was not what this page expects. Reload the page; if it stays, tell your change manager."),
    refused && fault.errors.length > 0
      ? h("ul", {}, fault.errors.map((error) => h("li", {}, h("code", {}, error.field), ` ${error.problem}`)))
      : null,
    refused && fault.status === 401 ? h("p", {}, h("a", { href: withQuery(at("/sign-in"), { to: location.pathname + location.search }) }, "Sign in")) : null,
    retry && (!refused || fault.status === 0 || fault.status >= 500)
      ? h("button", { type: "button", class: "quiet", onclick: retry }, "Try again")
      : null,
  );
}

/** A place that is filled as soon as the answer is there. */
export function pending(ask, show, what) {
  const place = h("div", { class: "pending" });
  const run = async () => {
    fill(place, loading(what));
    try {
      fill(place, show(await ask()));
    } catch (fault) {
      fill(place, failure(fault, run));
    }
  };
  run();
  return place;
}

/** A short word to the reader after something was done. */
export function done(text) {
  return h("div", { class: "notice good", role: "status" }, text);
}
