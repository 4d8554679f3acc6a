import { upload, withQuery } from "./api.js";
import { fill, h } from "./dom.js";
import { field, form, line } from "./fields.js";
import { isIn, named, page } from "./frame.js";
import { facts, growing, section } from "./table.js";
import { itemLink, value } from "./words.js";

page("/import", (main, person) => {
  named("Import");
  if (!isIn(person, "configuration-managers")) {
    fill(main, h("div", { class: "notice warn" }, "Importing is for configuration managers."));
    return;
  }
  const result = h("div", { "aria-live": "polite" });
  const file = (name, label, hint) => {
    const input = h("input", { type: "file", accept: ".csv,.yaml,.yml,text/csv" });
    return field(name, label, input, () => input.files[0], { hint });
  };
  const run = async (said, dryRun) => {
    const body = new FormData();
    for (const name of ["items", "relationships"]) {
      if (said[name]) {
        body.append(name, said[name]);
      }
    }
    const answer = await upload(withQuery("/api/imports", { source: said.source, dryRun }), body);
    fill(result, report(answer, dryRun));
    result.scrollIntoView({ block: "nearest" });
  };
  const intake = form({
    label: "Import",
    fields: [
      line("source", "Source", { required: true, hint: "Who reports, for example netbox. A second report of the same source is compared with its first." }),
      file("items", "Items", "CSV with type, name, status, environment, location, owner, attributes; or YAML."),
      file("relationships", "Relationships", "CSV with type, source, target; or YAML."),
    ],
    actions: [
      { title: "Try it, store nothing", run: (said) => run(said, true) },
      { title: "Import", kind: "danger", run: (said) => run(said, false) },
    ],
  });
  fill(
    main,
    h("div", { class: "title" }, h("h1", {}, "Import")),
    h("div", { class: "columns" }, h("div", { class: "sheet" }, intake.element), result),
  );
});

function report(answer, dryRun) {
  return section(
    "result",
    dryRun ? "What would be imported" : "Imported",
    dryRun ? h("div", { class: "notice info" }, "Nothing was stored.") : null,
    facts(
      ["Created", String(answer.created)],
      ["Updated", String(answer.updated)],
      ["Unchanged", String(answer.unchanged)],
      ["Rejected rows", String(answer.rejected.length)],
      ["Differences", String(answer.differences.length)],
      ["No longer reported", String(answer.missing.length)],
    ),
    h("h3", {}, "Rejected"),
    growing(
      "Rejected rows",
      [
        { title: "File", cell: (row) => row.file },
        { title: "Line", number: true, cell: (row) => row.line },
        { title: "Field", cell: (row) => value(row.field) },
        { title: "Value", cell: (row) => value(row.value) },
        { title: "Problem", cell: (row) => row.problem },
      ],
      answer.rejected,
      { empty: "No row was rejected." },
    ),
    h("h3", {}, "Differences"),
    h("p", { class: "hint" }, "A controlled attribute is not written by an import. It changes through a change."),
    growing(
      "Differences",
      [
        { title: "Item", cell: (one) => itemLink(one.item) },
        { title: "Field", cell: (one) => one.field },
        { title: "Recorded", cell: (one) => value(one.recorded) },
        { title: "Reported", cell: (one) => value(one.reported) },
      ],
      answer.differences,
      { empty: "What is reported and what is on record agree." },
    ),
    answer.missing.length > 0
      ? [
          h("h3", {}, "Relationships no longer reported"),
          growing(
            "Relationships no longer reported",
            [{ title: "Relationship", cell: (one) => (typeof one === "string" ? one : [one.type, ": ", value(one.source), " → ", value(one.target)]) }],
            answer.missing,
          ),
        ]
      : null,
  );
}
