/*
 * Adds to Tasklist the tab "Change", on each card the change that its task belongs to, and in the menu the questions for
 * a stakeholder. Takes the place of the configuration that ships with it, so the keyboard shortcuts are said here as well.
 */
export default {
  customScripts: ["scripts/change-tab", "scripts/change-card", "scripts/questions"],
  csrfCookieName: "XSRF-TOKEN",
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: "ctrl+alt+c", description: "claims the currently selected task" },
    focusFilter: { key: "ctrl+shift+f", description: "set the focus to the first filter in the list" },
    focusList: { key: "ctrl+alt+l", description: "sets the focus to the first task in the list" },
    focusForm: { key: "ctrl+alt+f", description: "sets the focus to the first input field in a task form" },
    startProcess: { key: "ctrl+alt+p", description: "opens the start process modal dialog" },
  },
};
