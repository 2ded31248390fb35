// The containers as they are, kept true by the stream of events.

import { get, objects } from "./api.js";

const PAUSE = 1500;
const watchers = new Set();
const changes = new Set();
export let containers = [];
let known = false;
let again = 0;

/** Calls back now and whenever the list of containers changes, until the page is left; the second word is whether it was read yet. */
export function watch(callback, signal) {
  watchers.add(callback);
  signal.addEventListener("abort", () => watchers.delete(callback));
  callback(containers, known);
}

/** Calls back with each event, and with one of the type "link" when others may have been missed. */
export function onEvent(callback, signal) {
  changes.add(callback);
  signal.addEventListener("abort", () => changes.delete(callback));
}

async function read() {
  again = 0;
  containers = await get("/containers/json?all=1");
  known = true;
  watchers.forEach((callback) => callback(containers, known));
}

/** Many events are one look. */
function changed(event) {
  changes.forEach((callback) => callback(event));
  if (event.Type === "container" && !event.Action.startsWith("exec_") && !again) again = setTimeout(() => read().catch(() => {}), 60);
}

function tell(text, live) {
  const link = document.getElementById("link");
  link.textContent = text;
  link.classList.toggle("live", live);
}

function begun() {
  changes.forEach((callback) => callback({ Type: "link" }));
  read().then(() => tell("live", true));
}

/** While the page is hidden nothing is asked: browsers have six connections to a host. */
export async function run() {
  for (;;) {
    if (document.hidden) await new Promise((seen) => document.addEventListener("visibilitychange", seen, { once: true }));
    const ended = new AbortController();
    const hide = () => document.hidden && ended.abort();
    document.addEventListener("visibilitychange", hide);
    try {
      await objects("/events", ended.signal, changed, begun);
    } catch (e) {
      if (e.status === 401) return tell("ended: type `jug dashboard`", false);
      if (!ended.signal.aborted) tell("engine away", false);
    }
    document.removeEventListener("visibilitychange", hide);
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}
