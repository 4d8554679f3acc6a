/*
 * The tab "Change" beside the form of every task: what whoever decides or carries out has to know. It is read from
 * `/api` with the session of whoever is signed in, and shows nothing that he could not read there.
 */
import { addressOf, get } from "../../../../workspace/api.js";
import { course, warnings } from "../../../../workspace/change-parts.js";
import { changeBody, changeTitle, jumps } from "../../../../workspace/change-view.js";
import { fill, h } from "../../../../workspace/dom.js";
import { apart } from "../../../../workspace/plug-in.js";
import { done, pending } from "../../../../workspace/state.js";
import { votes } from "../../../../workspace/steps.js";

async function changeOf(task) {
  const { number } = await get(`/api/tasks/${encodeURIComponent(task)}/change`);
  return get(addressOf(number));
}

/** One who has read the change may vote below it: such a vote says what he read. */
function tab(change) {
  const body = h("div", {}, changeBody(change));
  const voting = h("div", { "aria-live": "polite" });
  fill(
    voting,
    votes(change, async () => {
      fill(voting, done("Your vote is on record."));
      withoutTask();
    }),
  );
  return [changeTitle(change, "h2"), course(change), warnings(change), jumps(() => body), body, voting];
}

/** The list of tasks is read anew; the ballot that was given is none of them. */
function withoutTask() {
  location.hash = location.hash.replace(/([?&])task=[^&]*&?/, "$1");
  location.reload();
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
