// One container as it is now: read again when something happens to it.

import { get } from "./api.js";
import { onEvent } from "./state.js";

const runs = (details) => details.State.Running && !details.State.Restarting;

function concerns(event, id) {
  if (event.Type === "link") return true;
  if (event.Type === "container") return event.Actor.ID === id && !event.Action.startsWith("exec_");
  return event.Type === "network" && event.Actor.Attributes.container === id;
}

/**
 * Reads it, and keeps `details` true until the signal. `watch(callback)` calls back now and after each reading;
 * `another(began)` waits until it is in another run than the one that began then.
 */
export async function live(id, signal) {
  const watchers = new Set();
  const waiting = [];
  const self = {
    watch: (callback) => (watchers.add(callback), callback()),
    async another(began) {
      while (!runs(self.details) || self.details.State.StartedAt === began) await new Promise((read) => waiting.push(read));
    },
  };
  const read = async () => {
    self.details = await get(`/containers/${id}/json`, signal);
    watchers.forEach((callback) => callback());
    waiting.splice(0).forEach((go) => go());
  };
  let reading = read();
  // One after the other, so that an older answer never comes last. What is gone stays as it was.
  onEvent((event) => {
    if (!self.details || concerns(event, self.details.Id)) reading = reading.then(read, read).catch(() => {});
  }, signal);
  await reading;
  return self;
}
