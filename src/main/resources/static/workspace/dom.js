/*
 * Builds what people see. Whatever comes from a record goes in as text nodes and attributes; markup in it stays text.
 */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and children: nodes, texts, lists of them, or nothing. */
export function h(tag, attributes, ...children) {
  return build(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function svg(tag, attributes, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "value" || name === "checked" || name === "selected" || name === "files") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) {
      continue;
    }
    if (Array.isArray(child)) {
      append(element, child);
    } else {
      element.append(child);
    }
  }
}

/** Puts these children in place of those that are there. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

let ids = 0;

/** An id that no other element of the page has. */
export function freshId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}
