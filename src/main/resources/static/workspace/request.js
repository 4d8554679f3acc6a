import { at, get, idempotencyKey, post } from "./api.js";
import * as parts from "./change-parts.js";
import { addressOf } from "./change-view.js";
import { fill, h } from "./dom.js";
import { asksFor, named, page } from "./frame.js";
import { form } from "./fields.js";
import { requestFields } from "./request-fields.js";
import { section, table } from "./table.js";
import { word } from "./words.js";

/** What a new request takes over from the one it is based on; its window and answers are its own. */
const TAKEN_OVER = ["title", "description", "justification", "category", "items", "changeSet", "implementer", "implementationPlan", "testPlan", "backoutPlan", "communicationPlan", "outageExpected"];

page("/changes/new", async (main) => {
  named("New request");
  const asked = asksFor();
  const was = await beginning(asked);
  const key = idempotencyKey();
  const outlook = h("div", { class: "outlook" }, h("p", { class: "muted" }, "Preview shows what the platform would find: risk, gates, conflicts and impact. It stores nothing."));

  const send = async (said, draft) => {
    const body = { type: "NORMAL", ...said, ...(draft ? { draft: true } : {}), ...(asked.basedOn ? { basedOn: asked.basedOn } : {}) };
    const change = await post("/api/changes", body, { headers: { "Idempotency-Key": draft ? `${key}-draft` : key } });
    location.assign(at(`/changes/${encodeURIComponent(change.number)}`));
    return h("p", { role: "status" }, `Requested as ${change.number}.`);
  };

  const request = form({
    label: "Request a change",
    fields: requestFields(was),
    actions: [
      { title: "Submit", run: (said) => send(said, false) },
      {
        title: "Preview",
        run: async (said) => {
          const found = await post("/api/changes/preview", { type: "NORMAL", ...said });
          fill(outlook, preview(found));
          outlook.closest("section").scrollIntoView({ block: "nearest" });
        },
      },
      { title: "Save as draft", run: (said) => send(said, true) },
    ],
  });

  fill(
    main,
    h("div", { class: "title" }, h("h1", {}, "Request a normal change")),
    h(
      "div",
      { class: "columns request" },
      h("div", { class: "sheet" }, request.element),
      h("div", { class: "aside" }, section("outlook", "Preview", outlook)),
    ),
  );
});

async function beginning(asked) {
  if (asked.basedOn) {
    const other = await get(addressOf(asked.basedOn));
    return Object.fromEntries(TAKEN_OVER.map((name) => [name, other[name]]));
  }
  return { items: asked.item ? [asked.item] : [] };
}

function preview(found) {
  const impact = found.impact ?? {};
  const impacted = impact.impacted ?? [];
  const byKey = new Map(impacted.map((one) => [one.item.key, one.item]));
  const services = (impact.services ?? []).map((service) => (typeof service === "string" ? { key: service, name: "", ...byKey.get(service) } : service));
  const rating = found.rating ?? { risk: found.risk, impact: found.impactLevel, likelihood: found.likelihood, rules: found.rules ?? [] };
  return [
    h("h3", {}, "Risk"),
    rating.impact ? parts.riskBody(rating, rating.risk) : [h("p", {}, word(rating.risk)), parts.because(String(rating.risk), rating.rules)],
    h("h3", {}, "Gates"),
    table(
      "Gates that it would have to pass",
      [
        { title: "Gate", cell: (gate) => gate.name ?? gate.key },
        { title: "Who", cell: (gate) => gate.group ?? "" },
      ],
      found.gates ?? [],
      { empty: "No gate." },
    ),
    h("h3", {}, "Conflicts"),
    parts.conflicts(found.conflicts ?? []),
    h("h3", {}, "Impact"),
    parts.impactBody({ services, impacted, count: impacted.length, incomplete: impact.incomplete }),
    found.diff ? [h("h3", {}, "Before and after"), parts.difference(found.diff)] : null,
    h("h3", {}, "What could serve already"),
    parts.capabilities(found.capabilities ?? []),
  ];
}
