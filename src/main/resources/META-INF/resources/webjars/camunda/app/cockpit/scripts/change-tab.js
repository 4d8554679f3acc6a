/*
 * The tab "Change" of a running process instance: which change it carries, and where that stands. The number is the
 * instance's business key; called parts carry it too.
 */
import { addressOf, get } from "../../../../workspace/api.js";
import { course, warnings } from "../../../../workspace/change-parts.js";
import { changeTitle } from "../../../../workspace/change-view.js";
import { h } from "../../../../workspace/dom.js";
import { apart } from "../../../../workspace/plug-in.js";
import { pending } from "../../../../workspace/state.js";
import { facts } from "../../../../workspace/table.js";
import { changeLink, span } from "../../../../workspace/words.js";

async function changeOf(engineApi, instance) {
  const response = await fetch(`${engineApi}/process-instance/${encodeURIComponent(instance)}`, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  const key = response.ok ? (await response.json()).businessKey : null;
  return key ? get(addressOf(key)) : null;
}

function tab(change) {
  if (!change) {
    return h("p", { class: "muted" }, "This instance carries no change.");
  }
  return [
    changeTitle(change, "h2"),
    course(change),
    warnings(change),
    facts(
      ["Requester", change.requester],
      ["Implementer", change.implementer],
      ["Planned window", span(change.plannedStart, change.plannedEnd)],
    ),
    h("p", {}, changeLink(change.number, "The whole change")),
  ];
}

export default {
  id: "change",
  pluginPoint: "cockpit.processInstance.runtime.tab",
  priority: 20,
  properties: { label: "Change" },
  render(node, { api, processInstanceId }) {
    apart(node, pending(() => changeOf(api.engineApi, processInstanceId), tab, "Reading the change"));
  },
};
