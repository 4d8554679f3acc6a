import { at, get, post } from "./api.js";
import { fill, h } from "./dom.js";
import { form, text } from "./fields.js";
import { TASKLIST, isIn, mayRequest, named, page } from "./frame.js";
import { modelBody, standing } from "./model-parts.js";
import { pending } from "./state.js";
import { section } from "./table.js";

page("/models", (main, person) => {
  named("Models");
  const place = h("div", {});
  const load = () => fill(place, pending(() => get("/api/models"), (models) => list(models, person, load), "Reading the models"));
  fill(
    main,
    h(
      "div",
      { class: "title" },
      h("h1", {}, "Standard-change models"),
      mayRequest(person) ? h("a", { class: "button primary", href: at(TASKLIST) }, "Propose a model in Tasklist") : null,
    ),
    h("p", {}, "What a model covers is authorised beforehand and needs no gate; everything else becomes a normal change. A model loses that by itself when it fails too often."),
    place,
  );
  load();
});

function list(models, person, reload) {
  if (models.length === 0) {
    return h("p", { class: "muted" }, "No model was proposed yet.");
  }
  return models.map((model) =>
    section(
      `model-${model.key}-${model.version}`,
      `${model.title} (${model.key})`,
      standing(model),
      model.state === "PUBLISHED" && mayRequest(person)
        ? h("p", {}, h("a", { href: at(`/changes/new?type=STANDARD&model=${encodeURIComponent(model.key)}`) }, "Request a change that follows it"))
        : null,
      modelBody(model),
      retirement(model, person, reload),
    ),
  );
}

/** Those who may take it out of use see how. */
function retirement(model, person, reload) {
  const possible = model.state === "PUBLISHED" || model.state === "SUSPENDED";
  if (!possible || !isIn(person, "change-managers", "configuration-managers")) {
    return null;
  }
  const retire = form({
    label: `Retire ${model.key}`,
    fields: [text("reason", "Reason", { required: true, rows: 2 })],
    actions: [
      {
        title: "Retire",
        run: async (said) => {
          await post(`/api/models/${encodeURIComponent(model.key)}/retirement`, said);
          reload();
        },
      },
    ],
  });
  return h("details", {}, h("summary", {}, "Take it out of use"), retire.element);
}
