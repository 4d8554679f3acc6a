/*
 * The tab "Change" beside the form of every task: what whoever decides or carries out has to know. It is read from
 * `/api` with the session of whoever is signed in, and shows nothing that he could not read there.
 *
 * It stands in a shadow tree of its own, so that Tasklist's style sheets and this one leave each other alone.
 */
import { at, get } from "../../../../workspace/api.js";
import { course, warnings } from "../../../../workspace/change-parts.js";
import { addressOf, changeBody, changeTitle, jumps } from "../../../../workspace/change-view.js";
import { h } from "../../../../workspace/dom.js";
import { pending } from "../../../../workspace/state.js";

async function changeOf(task) {
  const { number } = await get(`/api/tasks/${encodeURIComponent(task)}/change`);
  return get(addressOf(number));
}

function tab(change) {
  const body = h("div", {}, changeBody(change));
  return [changeTitle(change, "h2"), course(change), warnings(change), jumps(() => body), body];
}

export default {
  id: "change",
  pluginPoint: "tasklist.task.detail",
  priority: 900,
  properties: { label: "Change" },
  render(node, { taskId }) {
    const tree = node.attachShadow({ mode: "open" });
    const sheet = h("link", { rel: "stylesheet", href: at("/workspace/change-control.css") });
    const content = h("div", { class: "cc cc-tab" }, pending(() => changeOf(taskId), tab, "Reading the change"));
    content.hidden = true;
    const show = () => (content.hidden = false);
    sheet.addEventListener("load", show);
    sheet.addEventListener("error", show);
    tree.append(sheet, content);
  },
};
