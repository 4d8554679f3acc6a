/*
 * The tab "Change" beside the form of every task: what whoever decides or carries out has to know. It is read from
 * `/api` with the session of whoever is signed in, and shows nothing that he could not read there.
 */
import { addressOf, get } from "../../../../workspace/api.js";
import { course, warnings } from "../../../../workspace/change-parts.js";
import { changeBody, changeTitle, jumps } from "../../../../workspace/change-view.js";
import { h } from "../../../../workspace/dom.js";
import { apart } from "../../../../workspace/plug-in.js";
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
    apart(node, pending(() => changeOf(taskId), tab, "Reading the change"));
  },
};
