/*
 * The work of a change: implementation tasks, files that belong to the plan, and what people said about it.
 */
import { addressOf, at, get, post, remove, upload } from "./api.js";
import { fill, h } from "./dom.js";
import { field, form, line, text, together } from "./fields.js";
import { failure, pending } from "./state.js";
import { section, table } from "./table.js";
import { instantOf, pill, span, value, when } from "./words.js";

/**
 * @param change the record; whoever may edit its plan may edit its tasks and files
 * @param writing false where it is only read
 */
export function work(change, writing) {
  const editing = writing && (change.nextSteps ?? []).some((step) => step.step === "edit-plan" && step.mine);
  return [
    part("tasks", "Implementation tasks", change, "/tasks", (list, again) => tasks(change, list, again, editing)),
    part("attachments", "Attachments", change, "/attachments", (list, again) => attachments(change, list, again, editing)),
    part("comments", "Comments", change, "/comments", (list, again) => comments(change, list, again, writing)),
  ];
}

function part(id, title, change, path, show) {
  const place = h("div", {});
  const again = () => {
    fill(place, pending(() => get(addressOf(change.number, path)), (answer) => show(answer.content ?? answer, again)));
  };
  again();
  return section(id, title, place);
}

/** What is due is reported among the next steps; here stands how far each task is. */
function tasks(change, list, again, editing) {
  const columns = [
    { title: "Order", cell: (task) => String(task.order) },
    { title: "Task", cell: (task) => task.title },
    { title: "Team", cell: (task) => value(task.team) },
    { title: "Assignee", cell: (task) => value(task.assignee) },
    { title: "When", cell: (task) => (task.start || task.end ? span(task.start, task.end) : value(null)) },
    { title: "State", cell: standing },
  ];
  if (editing) {
    columns.push({
      title: "",
      cell: (task) => away(`Take away ${task.title}`, addressOf(change.number, `/tasks/${task.id}`), again),
    });
  }
  return [
    table("Implementation tasks", columns, list, { empty: "No tasks." }),
    editing
      ? adding("Add a task", () =>
          form({
            label: "Add a task",
            fields: [
              line("title", "Title", { required: true, longest: 200 }),
              together(line("team", "Team"), line("assignee", "Assignee")),
              line("order", "Order", { type: "number", hint: "Tasks of one order go side by side; left empty, it comes last." }),
              together(moment("start", "Start"), moment("end", "End")),
            ],
            actions: [{ title: "Add", run: (said) => post(addressOf(change.number, "/tasks"), said).then(again) }],
          }),
        )
      : null,
  ];
}

function standing(task) {
  return [
    task.turn === "OVER" ? pill(task.state) : pill(task.turn),
    task.overdue && task.turn !== "OVER" ? [" ", pill("HIGH", "Overdue")] : null,
    task.waitsFor ? h("div", { class: "small muted" }, task.waitsFor) : null,
    task.reportedBy ? h("div", { class: "small muted" }, `${task.reportedBy}, `, when(task.reportedAt)) : null,
    task.notes ? h("div", { class: "prose small" }, task.notes) : null,
  ];
}

function attachments(change, list, again, editing) {
  const present = list.filter((file) => !file.removed);
  const file = h("input", { type: "file" });
  return [
    table(
      "Attachments",
      [
        {
          title: "File",
          cell: (one) => h("a", { href: at(addressOf(change.number, `/attachments/${one.id}`)), download: one.name }, one.name),
        },
        { title: "Size", cell: (one) => size(one.size) },
        { title: "By", cell: (one) => [one.author, ", ", when(one.at)] },
        {
          title: "SHA-256",
          cell: (one) => [
            h("code", { title: one.sha256 }, `${one.sha256.slice(0, 12)}…`),
            editing ? [" ", away(`Take away ${one.name}`, addressOf(change.number, `/attachments/${one.id}`), again)] : null,
          ],
        },
      ],
      present,
      { empty: "No files." },
    ),
    editing
      ? adding("Attach a file", () =>
          form({
            label: "Attach a file",
            fields: [field("file", "File", file, () => file.files[0], { hint: "At most 10 MB. It becomes part of the plan." })],
            actions: [
              {
                title: "Attach",
                run: (said) => {
                  const body = new FormData();
                  if (said.file) {
                    body.append("file", said.file);
                  }
                  return upload(addressOf(change.number, "/attachments"), body).then(again);
                },
              },
            ],
          }),
        )
      : null,
  ];
}

function comments(change, list, again, writing) {
  return [
    list.length === 0 ? h("p", { class: "muted" }, "Nobody has said anything yet.") : null,
    h(
      "ol",
      { class: "timeline" },
      list.map((comment) =>
        h(
          "li",
          {},
          h("div", { class: "timeline-when" }, when(comment.at)),
          h("div", {}, h("strong", {}, comment.author), h("div", { class: "prose" }, comment.text)),
        ),
      ),
    ),
    writing
      ? adding("Comment", () =>
          form({
            label: "Comment",
            fields: [text("text", "Comment", { rows: 3, required: true })],
            actions: [{ title: "Comment", run: (said) => post(addressOf(change.number, "/comments"), said).then(again) }],
          }),
        )
      : null,
  ];
}

function adding(title, build) {
  const place = h("div", {});
  return h(
    "details",
    { ontoggle: (event) => event.target.open && place.childNodes.length === 0 && fill(place, build().element) },
    h("summary", {}, title),
    place,
  );
}

function away(label, path, again) {
  const said = h("span", {});
  const button = h(
    "button",
    {
      type: "button",
      class: "quiet small",
      "aria-label": label,
      onclick: async () => {
        try {
          await remove(path);
          again();
        } catch (fault) {
          fill(said, failure(fault));
        }
      },
    },
    "Take away",
  );
  return [button, said];
}

function moment(name, label) {
  const input = h("input", { type: "datetime-local" });
  return field(name, label, input, () => instantOf(input.value));
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
