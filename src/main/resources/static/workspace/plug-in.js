/*
 * What the tabs in Tasklist and Cockpit have in common.
 */
import { at } from "./api.js";
import { h } from "./dom.js";

/** Shows content in a shadow tree of its own, so that the vendor's style sheets and this one leave each other alone. */
export function apart(node, content) {
  const tree = node.attachShadow({ mode: "open" });
  const frame = h("div", { class: "cc cc-tab", hidden: true }, content);
  const show = () => (frame.hidden = false);
  tree.append(
    h("link", { rel: "stylesheet", href: at("/workspace/change-control.css"), onload: show, onerror: show }),
    frame,
  );
}
