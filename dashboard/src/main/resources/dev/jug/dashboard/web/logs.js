// What a container writes, as it comes.

import { output } from "./api.js";
import { h, note } from "./dom.js";

const SHOWN = 2000;
const COLOURS = /\x1b\[[\d;:?]*[ -/]*[@-~]|\r(?=\n)/g;

export function logs(body, details, signal) {
  const lines = h("pre", { class: "log", tabindex: 0, role: "log", "aria-label": "Log of " + details.Name.slice(1) });
  const stays = h("input", { type: "checkbox", id: "stay", checked: true });
  body.append(h("div", { class: "card" }, h("div", { class: "row" }, stays, h("label", { for: "stay", class: "soft" }, `Stay at the end (the last ${SHOWN} pieces are shown)`)), lines));
  const take = (text, isError) => {
    lines.append(h("span", { class: isError ? "err" : null }, text.replace(COLOURS, "")));
    while (lines.childElementCount > SHOWN) lines.firstElementChild.remove();
    if (stays.checked) lines.scrollTop = lines.scrollHeight;
  };
  output(`/containers/${details.Id}/logs?stdout=1&stderr=1&follow=1&tail=${SHOWN}`, signal, details.Config.Tty, take).catch((e) => {
    if (!signal.aborted) note("The log ended: " + e.message);
  });
}
