import { addressOf, at, get } from "./api.js";
import * as parts from "./change-parts.js";
import { changeBody, changeTitle, jumps } from "./change-view.js";
import { fill, h } from "./dom.js";
import { isIn, lastPart, mayRequest, named, page } from "./frame.js";
import { done, failure, loading } from "./state.js";
import { nextSteps, withdrawVote } from "./steps.js";
import { section } from "./table.js";

page("/changes", async (main, person) => {
  const number = lastPart();
  named(number);
  fill(main, loading(`Reading ${number}`));

  const show = async (said) => {
    const change = await get(addressOf(number));
    named(`${change.number} ${change.title ?? ""}`);
    const withdraw = async (gate) => {
      try {
        await withdrawVote(change, gate);
        await show("Your vote is taken back.");
      } catch (fault) {
        news.replaceChildren(failure(fault));
        news.scrollIntoView({ block: "nearest" });
      }
    };
    const news = h("div", { "aria-live": "polite" }, said ? done(said) : null);
    const body = h("div", {}, changeBody(change, { withdraw, me: person.id, naming: mayName(change, person) }, person.groups.some((group) => group !== "auditors")));
    fill(
      main,
      changeTitle(change),
      parts.course(change),
      news,
      parts.warnings(change),
      h(
        "div",
        { class: "columns record" },
        h("div", { class: "aside" }, section("next", "Next steps", nextSteps(change, show)), more(change, person)),
        h("div", {}, jumps(() => body, change), body),
      ),
    );
    if (said) {
      window.scrollTo({ top: 0 });
    }
  };

  await show();
});

/** Requester and change managers name stakeholders before work begins. */
function mayName(change, person) {
  return (
    ["DRAFT", "ASSESSING", "AUTHORISING", "SCHEDULED"].includes(change.state) &&
    (change.requester === person.id || isIn(person, "change-managers"))
  );
}

function more(change, person) {
  return h(
    "p",
    { class: "small more" },
    h("a", { href: at(addressOf(change.number, "/evidence")), download: `${change.number}-evidence.json` }, "Evidence as JSON"),
    mayRequest(person) && change.type !== "MODEL"
      ? h("a", { href: at(`/changes/new?basedOn=${encodeURIComponent(change.number)}`) }, "Request a change based on this one")
      : null,
  );
}
