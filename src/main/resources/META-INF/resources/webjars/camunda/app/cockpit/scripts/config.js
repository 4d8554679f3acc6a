/*
 * Adds the tab "Change" to a running process instance in Cockpit. The platform refuses to skip listeners, so Cockpit
 * does not offer it.
 */
export default {
  customScripts: ["scripts/change-tab"],
  csrfCookieName: "XSRF-TOKEN",
  disableWelcomeMessage: true,
  skipCustomListeners: { default: false, hidden: true },
  skipIoMappings: { default: false, hidden: true },
};
