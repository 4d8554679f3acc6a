/*
 * The one way from the pages and the Tasklist tab to `/api`: the session of whoever is signed in, and refusals as
 * problem details.
 */

/** Where the application lives; everything is relative to it, so that a context path does no harm. */
export const root = new URL("../", import.meta.url).pathname;

/** An address of the application, from `/changes` or `/api/changes`. */
export function at(path) {
  return root + path.replace(/^\//, "");
}

/** The address of a change in the contract, of a part of it where one is named. */
export function addressOf(number, part = "") {
  return `/api/changes/${encodeURIComponent(number)}${part}`;
}

/** What the platform refused, as it said it. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The platform answered ${status}`);
    this.status = status;
    this.title = problem.title || "Refused";
    /** `[{field, value, problem}]`, empty unless something that was sent is wrong. */
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
    this.nextSteps = Array.isArray(problem.nextSteps) ? problem.nextSteps : [];
  }
}

export const get = (path, options) => send("GET", path, undefined, options);
export const post = (path, body, options) => send("POST", path, body, options);
export const put = (path, body) => send("PUT", path, body);
export const remove = (path) => send("DELETE", path);

/** Sends a form with files. */
export const upload = (path, form) => send("POST", path, form);

async function send(method, path, body, options = {}) {
  const headers = {
    Accept: "application/json, application/problem+json",
    "X-Requested-With": "XMLHttpRequest",
    ...options.headers,
  };
  const request = { method, headers, credentials: "same-origin", cache: "no-store", signal: options.signal };
  if (body instanceof FormData) {
    request.body = body;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(at(path), request);
  } catch (fault) {
    if (fault.name === "AbortError") {
      throw fault;
    }
    throw new Refused(0, {
      title: "No answer",
      detail: "The platform could not be reached. Check the connection and try again.",
    });
  }
  const answer = await read(response);
  if (!response.ok) {
    throw new Refused(response.status, saying(response.status, answer));
  }
  return answer;
}

async function read(response) {
  const text = await response.text();
  if (!text || !(response.headers.get("Content-Type") ?? "").includes("json")) {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function saying(status, answer) {
  if (answer && (answer.detail || answer.title)) {
    return answer;
  }
  switch (status) {
    case 401:
      return { title: "Not signed in", detail: "The session has ended. Sign in again to go on." };
    case 403:
      return { title: "Not allowed", detail: "This account may not do that." };
    case 404:
      return { title: "Not found", detail: "There is nothing here, or this account may not see it." };
    case 413:
      return { title: "Too large", detail: "What was sent is larger than the platform takes." };
    default:
      return { title: "Refused", detail: `The platform answered with status ${status}.` };
  }
}

/** A key under which one submission is taken once, however often it is sent. */
export function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `path?name=value&…` of those that have a value. */
export function withQuery(path, values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
