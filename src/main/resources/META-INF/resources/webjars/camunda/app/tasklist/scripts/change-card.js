/*
 * Says on each card of the list of tasks which change it is about: one "Vote on change" looks like the next. What
 * cannot be read leaves the card as it is; the tab "Change" says why.
 */
import { addressOf, get } from "../../../../workspace/api.js";
import { h } from "../../../../workspace/dom.js";
import { apart } from "../../../../workspace/plug-in.js";
import { pill } from "../../../../workspace/words.js";

const FRESH_FOR = 10_000;
const asked = new Map();

/** The list is drawn again and again, and several tasks belong to one change: what was just asked is not asked again. */
function fresh(address) {
  const known = asked.get(address);
  if (known && Date.now() - known.since < FRESH_FOR) {
    return known.answer;
  }
  const answer = get(address);
  asked.set(address, { since: Date.now(), answer });
  return answer;
}

async function changeOf(task) {
  const { number } = await fresh(`/api/tasks/${encodeURIComponent(task)}/change`);
  return fresh(addressOf(number));
}

export default {
  id: "change-card",
  pluginPoint: "tasklist.card",
  priority: 900,
  render(node, { taskId }) {
    const line = h("p", { class: "cc-card" });
    apart(node, line);
    changeOf(taskId).then(
      (change) => line.append(h("strong", {}, change.number), ` ${change.title} `, change.risk ? pill(change.risk) : ""),
      () => line.remove(),
    );
  },
};
