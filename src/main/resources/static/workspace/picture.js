/*
 * Draws how an outage travels: from the items that a change works on, along relationships, to what suffers. Where
 * there is room the picture reads from left to right, in a narrow pane from top to bottom.
 */
import { at } from "./api.js";
import { fill, h, svg } from "./dom.js";
import { word } from "./words.js";

/** More boxes than this do not explain, they confuse; the rest is in the table below the picture. */
const MOST_BOXES = 40;

const BOX = { narrowest: 130, widest: 200, height: 40, gap: 12, column: 82 };
const ROW = { height: 46, indent: 26, box: 36, widest: 420 };

/**
 * @param impacted `[{item: {key, type, name, state, criticality}, depth, path: [{item, name, relationship}]}]`
 * @param services keys of those that are services
 * @param label what the picture shows, for those who do not see it
 */
export function impactPicture(impacted, services, label) {
  const forest = gather(impacted, new Set(services));
  if (forest.boxes.length === 0) {
    return null;
  }
  const frame = h("div", { class: "picture" });
  let drawn = "";
  const draw = (width) => {
    const each = (width - 2 - (forest.columns - 1) * BOX.column) / forest.columns;
    const roomy = each >= BOX.narrowest;
    const way = `${roomy ? "across" : "down"}-${Math.floor(width / 20)}`;
    if (width > 0 && way !== drawn) {
      drawn = way;
      fill(
        frame,
        roomy ? across(forest, label, Math.min(BOX.widest, each)) : down(forest, label, width - 2),
        leftOut(forest),
      );
    }
  };
  new ResizeObserver((entries) => draw(entries[0].contentRect.width)).observe(frame);
  return frame;
}

function leftOut(forest) {
  return forest.left > 0
    ? h("p", { class: "muted small" }, `${forest.left} more are in the list and not in the picture.`)
    : null;
}

/** Joins the paths into trees: each item once, below the item that the outage comes from. */
function gather(impacted, services) {
  const known = new Map(impacted.map((one) => [one.item.key, one.item]));
  const boxes = new Map();
  const ordered = [...impacted].sort(
    (one, other) => Number(services.has(other.item.key)) - Number(services.has(one.item.key)) || one.depth - other.depth,
  );
  let left = 0;
  for (const one of ordered) {
    const fresh = one.path.filter((step) => !boxes.has(step.item)).length;
    if (boxes.size + fresh > MOST_BOXES) {
      left += boxes.has(one.item.key) ? 0 : 1;
      continue;
    }
    let parent = null;
    one.path.forEach((step, depth) => {
      let box = boxes.get(step.item);
      if (!box) {
        const item = known.get(step.item);
        box = {
          key: step.item,
          name: step.name ?? item?.name ?? step.item,
          type: item?.type ?? "",
          state: item?.state,
          relationship: step.relationship,
          service: services.has(step.item),
          start: depth === 0,
          depth,
          parent,
          children: [],
        };
        boxes.set(step.item, box);
        parent?.children.push(box);
      }
      parent = box;
    });
  }
  const roots = [...boxes.values()].filter((box) => !box.parent);
  const columns = 1 + Math.max(0, ...[...boxes.values()].map((box) => box.depth));
  return { boxes: [...boxes.values()], roots, columns, left };
}

function across(forest, label, boxWidth) {
  let row = 0;
  const place = (box) => {
    if (box.children.length === 0) {
      box.y = row * (BOX.height + BOX.gap);
      row += 1;
    } else {
      box.children.forEach(place);
      box.y = (box.children[0].y + box.children.at(-1).y) / 2;
    }
    box.x = box.depth * (boxWidth + BOX.column);
  };
  forest.roots.forEach(place);
  const width = forest.columns * (boxWidth + BOX.column) - BOX.column;
  const height = row * (BOX.height + BOX.gap) - BOX.gap;
  const drawing = canvas(width, height, label);
  for (const box of forest.boxes) {
    if (box.parent) {
      const from = { x: box.parent.x + boxWidth, y: box.parent.y + BOX.height / 2 };
      const to = { x: box.x, y: box.y + BOX.height / 2 };
      const bend = from.x + 14;
      drawing.append(
        svg("path", {
          class: "edge",
          d: `M ${from.x} ${from.y} C ${bend} ${from.y} ${from.x} ${to.y} ${bend} ${to.y} L ${to.x - 5} ${to.y}`,
        }),
        arrow(to.x, to.y),
        svg("text", { class: "edge-label", x: to.x - 9, y: to.y - 5, "text-anchor": "end" }, short(box.relationship, 13)),
      );
    }
  }
  forest.boxes.forEach((box) => drawing.append(boxAt(box, box.x, box.y, boxWidth, BOX.height)));
  return drawing;
}

function down(forest, label, width) {
  let row = 0;
  const indent = Math.min(ROW.indent, Math.max(12, (width - 190) / Math.max(1, forest.columns - 1)));
  const place = (box) => {
    box.x = box.depth * indent;
    box.y = row * ROW.height;
    row += 1;
    box.children.forEach(place);
  };
  forest.roots.forEach(place);
  const drawing = canvas(width, row * ROW.height - (ROW.height - ROW.box), label);
  for (const box of forest.boxes) {
    if (box.parent) {
      const x = box.parent.x + 8;
      const y = box.y + ROW.box / 2;
      drawing.append(
        svg("path", { class: "edge", d: `M ${x} ${box.parent.y + ROW.box} L ${x} ${y} L ${box.x - 5} ${y}` }),
        arrow(box.x, y),
      );
    }
  }
  forest.boxes.forEach((box) => drawing.append(boxAt(box, box.x, box.y, Math.min(ROW.widest, width - box.x), ROW.box, true)));
  return drawing;
}

function canvas(width, height, label) {
  return svg(
    "svg",
    { width: width + 2, height: height + 2, viewBox: `-1 -1 ${width + 2} ${height + 2}`, role: "group", "aria-label": label },
  );
}

function arrow(x, y) {
  return svg("path", { class: "arrow", d: `M ${x - 7} ${y - 4} L ${x - 1} ${y} L ${x - 7} ${y + 4} Z` });
}

function boxAt(box, x, y, width, height, withRelationship = false) {
  const letters = Math.floor((width - 16) / 7.5);
  const said = [
    withRelationship && box.relationship ? `${box.relationship} ·` : "",
    box.start && !box.type ? "start" : box.type,
    box.state && box.state !== "IN_USE" ? `· ${word(box.state).toLowerCase()}` : "",
  ]
    .filter(Boolean)
    .join(" ");
  const kind = box.start ? "start" : box.service ? "service" : "plain";
  const shape = svg(
    "g",
    { class: `box ${kind}` },
    svg("title", {}, [box.name, box.key, box.type, box.relationship && `by ${box.relationship}`].filter(Boolean).join(" · ")),
    svg("rect", { x, y, width, height, rx: 4 }),
    svg("text", { class: "name", x: x + 9, y: y + height / 2 - 3 }, short(box.name, letters)),
    svg("text", { class: "type", x: x + 9, y: y + height / 2 + 12 }, short(said, Math.floor((width - 16) / 5.8))),
  );
  return /^CI-\d+$/.test(box.key)
    ? svg("a", { href: at(`/items/${box.key}`), target: location.pathname.includes("/camunda/") ? "_blank" : null }, shape)
    : shape;
}

function short(text, letters) {
  const whole = String(text ?? "");
  return whole.length > letters ? `${whole.slice(0, Math.max(1, letters - 1))}…` : whole;
}
