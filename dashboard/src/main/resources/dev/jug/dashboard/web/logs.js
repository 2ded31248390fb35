// What a container writes, as it comes: in this run, and in those that come after it.

import { output } from "./api.js";
import { h, note } from "./dom.js";
import { onEvent } from "./state.js";

const SHOWN = 2000;
const COLOURS = /\x1b\[[\d;:?]*[ -/]*[@-~]|\r(?=\n)/g;

export function logs(body, container, signal) {
  const { Id: id, Name: name, Config: config } = container.details;
  const lines = h("pre", { class: "log", tabindex: 0, role: "log", "aria-label": "Log of " + name.slice(1) });
  const stays = h("input", { type: "checkbox", id: "stay", checked: true });
  body.append(h("div", { class: "card" }, h("div", { class: "row" }, stays, h("label", { for: "stay", class: "soft" }, `Stay at the end (the last ${SHOWN} pieces are shown)`)), lines));
  const take = (text, isError) => {
    lines.append(h("span", { class: isError ? "err" : null }, text.replace(COLOURS, "")));
    while (lines.childElementCount > SHOWN) lines.firstElementChild.remove();
    if (stays.checked) lines.scrollTop = lines.scrollHeight;
  };
  let ended = 0;
  onEvent((event) => {
    if (event.Action === "die" && event.Actor.ID === id) ended ||= event.timeNano;
  }, signal);
  follow();

  /** The stream ends with each run. The next goes on where that ended; who missed when that was reads all again. */
  async function follow() {
    for (let from = `tail=${SHOWN}`; !signal.aborted; ) {
      const began = container.details.State.StartedAt;
      ended = 0;
      await output(`/containers/${id}/logs?stdout=1&stderr=1&follow=1&${from}`, signal, config.Tty, take).catch((e) => signal.aborted || note("The log ended: " + e.message));
      await container.another(began);
      from = ended ? `since=${(ended / 1e9).toFixed(6)}` : `tail=${SHOWN}`;
      if (!ended) lines.replaceChildren();
    }
  }
}
