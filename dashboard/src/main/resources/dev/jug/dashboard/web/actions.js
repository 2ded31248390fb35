// What can be done to a container.

import { post, remove } from "./api.js";
import { confirm, h, note } from "./dom.js";
import { name } from "./format.js";

const ACTIONS = {
  Start: { when: ["created", "exited"], path: "start" },
  Stop: { when: ["running", "restarting"], path: "stop", asks: "The processes in it end." },
  Restart: { when: ["running"], path: "restart", asks: "The processes in it end, and it starts anew." },
  Kill: { when: ["running"], path: "kill", asks: "The processes in it end at once." },
  Pause: { when: ["running"], path: "pause" },
  Unpause: { when: ["paused"], path: "unpause" },
  Remove: { when: ["created", "exited", "dead"], asks: "What it wrote outside of volumes is lost." },
};

async function act(label, action, container, button) {
  if (action.asks && !(await confirm(`${label} ${name(container)}? ${action.asks}`, label))) return;
  button.disabled = true;
  try {
    await (action.path ? post(`/containers/${container.Id}/${action.path}`) : remove(`/containers/${container.Id}`));
  } catch (e) {
    note(`${label} ${name(container)}: ${e.message}`);
  }
  button.disabled = false;
}

/** Buttons for what fits its state. */
export function buttons(container, only) {
  const fitting = Object.entries(ACTIONS).filter(([label, action]) => action.when.includes(container.State) && (!only || only.includes(label)));
  const made = fitting.map(([label, action]) => {
    const button = h("button", { class: label === "Remove" ? "danger" : null, "aria-label": `${label} ${name(container)}` }, label);
    button.addEventListener("click", () => act(label, action, container, button));
    return button;
  });
  return h("div", { class: "row" }, made);
}
