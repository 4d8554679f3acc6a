import { at, get, withQuery } from "./api.js";
import { impactBody } from "./change-parts.js";
import { fill, h } from "./dom.js";
import { asksFor, lastPart, mayRequest, named, page, remember } from "./frame.js";
import { pending } from "./state.js";
import { facts, growing, section, table } from "./table.js";
import { changeLink, instantOf, itemLink, localInput, pill, value, when, word, zone } from "./words.js";

page("/items", async (main, person) => {
  const key = lastPart();
  named(key);
  const address = (part = "") => `/api/items/${encodeURIComponent(key)}${part}`;
  const place = h("div", {});
  const show = (at) => {
    remember({ at });
    fill(place, pending(() => get(withQuery(address(), { at })), (item) => record(item, at, address, show, person), `Reading ${key}`));
  };
  fill(main, place);
  show(asksFor().at ?? "");
});

function record(item, asOf, address, show, person) {
  named(`${item.key} ${item.name}`);
  const attributes = Object.entries(item.attributes ?? {});
  return [
    h(
      "div",
      { class: "title with-action" },
      h(
        "div",
        {},
        h(
          "div",
          { class: "title-marks" },
          h("span", { class: "key" }, item.key),
          pill(item.state),
          item.highRisk ? pill("HIGH", "High risk") : null,
        ),
        h("h1", {}, item.name, h("span", { class: "muted" }, ` ${item.type}`)),
      ),
      mayRequest(person)
        ? h("a", { class: "button primary", href: withQuery(at("/changes/new"), { item: item.key }) }, "Request a change")
        : null,
    ),
    asOfForm(asOf, show),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        {},
        section(
          "about",
          "What it is",
          facts(
            ["Type", item.type],
            ["State", word(item.state)],
            ["Criticality", item.criticality ? `${item.criticality} of 4` : "unknown, counts as 2"],
            ["Environment", item.environment],
            ["Location", item.location],
            ["Owner", item.owner],
            ["Needs", Object.entries(item.needs ?? {}).map(([type, count]) => `${count} × ${type}`).join(", ")],
            ["Revision", item.revision],
            ["Last verified", item.lastVerified ? when(item.lastVerified) : "never"],
          ),
        ),
        section(
          "attributes",
          "Attributes",
          growing(
            "Attributes",
            [
              { title: "Attribute", cell: ([name]) => name },
              { title: "Value", cell: ([, said]) => value(said) },
              { title: "Source", cell: ([name]) => value(item.sources?.[name] ?? item.sources?.[`attributes.${name}`]) },
            ],
            attributes,
            { empty: "No attributes." },
          ),
        ),
        section(
          "relationships",
          "Relationships",
          pending(() => get(withQuery(address("/relationships"), { at: asOf })), (answer) => relationships(answer.content ?? answer, item)),
        ),
        section("revisions", "Revisions", pending(() => get(address("/revisions")), (answer) => revisions(answer.content, item))),
      ),
      h(
        "div",
        {},
        impact(address, "DOWNSTREAM", "What suffers if it fails", "Nothing else suffers if it fails."),
        impact(address, "UPSTREAM", "What it needs", "It needs nothing else."),
        section("changes", "Changes", pending(() => get(address("/changes")), (answer) => changes(answer.content ?? answer))),
      ),
    ),
  ];
}

function asOfForm(asOf, show) {
  const input = h("input", { type: "datetime-local", value: localInput(asOf), "aria-label": `As of, in ${zone}` });
  return h(
    "form",
    {
      class: "filters as-of",
      onsubmit: (event) => {
        event.preventDefault();
        show(instantOf(input.value) ?? "");
      },
    },
    h("label", {}, h("span", {}, "As of"), input),
    h("button", { type: "submit", class: "quiet" }, "Show"),
    asOf ? h("button", { type: "button", class: "quiet", onclick: () => show("") }, "Now") : null,
    asOf ? h("div", { class: "notice info" }, "As it was believed to be on ", when(asOf), ".") : null,
  );
}

function relationships(list, item) {
  const rows = list.map((one) => {
    const out = (one.source?.key ?? one.source) === item.key;
    const other = out ? one.target : one.source;
    return {
      ...one,
      words: out ? one.type : (one.reverse ?? `← ${one.type}`),
      key: other?.key ?? other,
      name: (out ? one.targetName : one.sourceName) ?? other?.name ?? "",
    };
  });
  return growing(
    "Relationships",
    [
      { title: "Relationship", cell: (one) => [one.words, one.soft ? h("span", { class: "muted" }, " (soft)") : null] },
      { title: "Item", cell: (one) => [itemLink(one.key), " ", one.name] },
      { title: "Since", cell: (one) => when(one.since) },
      { title: "Until", cell: (one) => when(one.until) },
    ],
    rows,
    { empty: "It stands alone.", step: 15 },
  );
}

function impact(address, direction, title, none) {
  return section(
    direction.toLowerCase(),
    title,
    pending(
      () => get(withQuery(address("/impact"), { direction })),
      (answer) => {
        const byKey = new Map(answer.impacted.map((one) => [one.item.key, one.item]));
        const services = answer.services.map((key) => byKey.get(key) ?? { key, name: "" });
        return impactBody({
          services,
          impacted: answer.impacted,
          incomplete: answer.incomplete,
          none,
          servicesTitle: direction === "DOWNSTREAM" ? "Impacted services" : "Services it needs",
        });
      },
      "Following the outage",
    ),
  );
}

function changes(list) {
  return growing(
    "Changes of this item",
    [
      { title: "Change", cell: (change) => [changeLink(change.number), ` ${change.title ?? ""}`] },
      { title: "State", cell: (change) => pill(change.state) },
      { title: "Start", cell: (change) => when(change.plannedStart) },
    ],
    list,
    { empty: "No change has touched it.", step: 8 },
  );
}

/** What was written about the item and its relationships; each counts its own revisions. */
function revisions(list, item) {
  const latestFirst = [...list].sort((one, other) => new Date(other.at) - new Date(one.at) || other.revision - one.revision);
  return growing(
    "Revisions",
    [
      { title: "Of", cell: (one) => about(one, item) },
      { title: "Revision", number: true, cell: (one) => value(one.revision) },
      { title: "When", cell: (one) => when(one.at ?? one.recordedAt) },
      { title: "By", cell: (one) => value(one.actor) },
      { title: "Cause", cell: (one) => cause(one.cause) },
      { title: "What", cell: moved },
    ],
    latestFirst,
    { empty: "No revision.", step: 8 },
  );
}

/** The item itself, or one of its relationships with the other end. */
function about(revision, item) {
  if (revision.relationship === null) {
    return "item";
  }
  const { type, source, target } = revision.after;
  const other = source === item.key ? target : source;
  return [source === item.key ? type : `← ${type}`, " ", itemLink(other)];
}

function cause(said) {
  const text = typeof said === "object" && said ? (said.reference ?? said.subject ?? said.key ?? JSON.stringify(said)) : said;
  return /^CHG-\d+$/.test(String(text)) ? changeLink(text) : value(text);
}

/** The fields in which two pictures of an item differ. */
function moved(revision) {
  const flat = (picture) => ({ ...picture, ...Object.fromEntries(Object.entries(picture?.attributes ?? {}).map(([name, said]) => [`attributes.${name}`, said])) });
  const before = flat(revision.before);
  const after = flat(revision.after);
  const silent = new Set(["attributes", "revision", "sources", "lastVerified", "key"]);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !silent.has(name) && JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  if (!revision.before) {
    return "Recorded";
  }
  if (!revision.after) {
    return "Removed";
  }
  if (names.length === 0) {
    return h("span", { class: "muted" }, "no field");
  }
  return h(
    "ul",
    { class: "moved" },
    names.map((name) => h("li", {}, name, ": ", h("span", { class: "before" }, value(before[name])), " → ", h("span", { class: "after" }, value(after[name])))),
  );
}
