import { addressOf, at, get, idempotencyKey, post } from "./api.js";
import * as parts from "./change-parts.js";
import { fill, h } from "./dom.js";
import { asksFor, named, page } from "./frame.js";
import { form } from "./fields.js";
import { asAsked, requestFields, typeFields } from "./request-fields.js";
import { eligibility } from "./model-parts.js";
import { section, table } from "./table.js";

/** What a new request takes over from the one it is based on; its window and answers are its own. */
const TAKEN_OVER = ["type", "model", "title", "description", "justification", "category", "items", "changeSet", "implementer", "implementationPlan", "testPlan", "backoutPlan", "communicationPlan", "outageExpected"];

page("/changes/new", async (main) => {
  named("New request");
  const asked = asksFor();
  const was = await beginning(asked);
  const models = (await get("/api/models")).filter((model) => model.state === "PUBLISHED");
  const others = requestFields(was);
  const key = idempotencyKey();
  const outlook = h("div", { class: "outlook" }, h("p", { class: "muted" }, "Preview shows what the platform would find: risk, gates, conflicts and impact. It stores nothing."));

  const send = async (said, draft) => {
    const body = { ...said, ...(draft ? { draft: true } : {}), ...(asked.basedOn ? { basedOn: asked.basedOn } : {}) };
    const change = await post("/api/changes", body, { headers: { "Idempotency-Key": draft ? `${key}-draft` : key } });
    location.assign(at(`/changes/${encodeURIComponent(change.number)}`));
    return h("p", { role: "status" }, `Requested as ${change.number}.`);
  };

  const request = form({
    label: "Request a change",
    fields: [...typeFields(was, models, others), ...others],
    actions: [
      { title: "Submit", run: (said) => send(said, false) },
      {
        title: "Preview",
        run: async (said) => {
          const found = await post("/api/changes/preview", said);
          fill(outlook, preview(found));
          outlook.closest("section").scrollIntoView({ block: "nearest" });
        },
      },
      { title: "Save as draft", run: (said) => send(said, true) },
    ],
  });

  fill(
    main,
    h("div", { class: "title" }, h("h1", {}, "Request a change")),
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
    const other = asAsked(await get(addressOf(asked.basedOn)));
    return Object.fromEntries(TAKEN_OVER.map((name) => [name, other[name]]));
  }
  return { type: asked.type, model: asked.model, items: asked.item ? [asked.item] : [] };
}

function preview(found) {
  return [
    h("h3", {}, "Risk"),
    found.risk ? parts.riskBody(found.risk) : h("p", { class: "muted" }, "It could not be rated."),
    found.eligibility ? [h("h3", {}, "Model"), eligibility(found.eligibility)] : null,
    h("h3", {}, "Gates"),
    table(
      "Gates that it would have to pass",
      [
        { title: "Gate", cell: (gate) => gate.name },
        { title: "Who", cell: (gate) => gate.group },
        { title: "Quorum", cell: quorum },
      ],
      found.gates ?? [],
      { empty: "No gate." },
    ),
    h("h3", {}, "Conflicts"),
    parts.conflicts(found.conflicts ?? []),
    h("h3", {}, "Impact"),
    parts.impact(found.impact ?? {}),
    h("h3", {}, "Before and after"),
    parts.difference(found.difference ?? {}),
    h("h3", {}, "What could serve already"),
    parts.capabilities(found.capabilities ?? []),
  ];
}

function quorum(gate) {
  switch (gate.quorum) {
    case "PERCENT":
      return `${gate.percent} %, at least ${gate.votes}`;
    case "EACH_SERVICE":
      return "each impacted service";
    default:
      return gate.votes === 1 ? "1 approval" : `${gate.votes} approvals`;
  }
}
