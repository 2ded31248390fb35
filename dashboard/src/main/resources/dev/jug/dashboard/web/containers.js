// All containers, with what they use.

import { buttons } from "./actions.js";
import { spark } from "./chart.js";
import { h, link, say, show } from "./dom.js";
import { bytes, name, percent, ports, short } from "./format.js";
import { follow, samples } from "./sampler.js";
import { watch } from "./state.js";

const HEADS = ["Name", "State", "Image", "Ports", "CPU", "Memory", ""];

function meter(label) {
  const number = h("b", {}, "–");
  const line = spark(label);
  return { element: h("div", { class: "meter" }, line.element, number), draw: (values, text) => (line.draw(values), say(number, text)) };
}

/** How it ended, or how healthy it is; since when would be wrong a second later. */
function outcome(container) {
  const [, word] = container.Status.match(/\(([^)]*)\)/) ?? [];
  return word === undefined || container.State === "paused" ? "" : container.State === "exited" ? "exit code " + word : word;
}

/** A row stays as long as its container: focus and charts stay where they are. */
class Row {
  constructor(container) {
    this.cpu = meter("CPU of " + name(container));
    this.memory = meter("memory of " + name(container));
    this.cells = HEADS.map((_, index) => h("td", { class: index === 2 ? "wide narrow" : index === 3 ? "narrow" : null }));
    this.cells[4].append(this.cpu.element);
    this.cells[5].append(this.memory.element);
    this.element = h("tr", { "data-id": container.Id }, this.cells);
  }

  update(container) {
    const shown = [container.State, container.Status, name(container), ports(container.Ports)].join("|");
    if (shown === this.shown) return;
    this.shown = shown;
    const [title, state, image, open, , , actions] = this.cells;
    title.replaceChildren(link("containers/" + container.Id, name(container)), h("div", { class: "soft mono" }, short(container.Id)));
    state.replaceChildren(h("span", { class: "state " + container.State }, container.State), h("div", { class: "soft" }, outcome(container)));
    image.replaceChildren(container.Image);
    open.replaceChildren(ports(container.Ports) || "–");
    actions.replaceChildren(buttons(container, ["Start", "Stop", "Unpause", "Remove"]));
  }

  draw(id, running) {
    const all = running ? samples(id) : [];
    const last = all.at(-1);
    this.cpu.draw(all.map((s) => s.cpu), last ? percent(last.cpu) : "–");
    this.memory.draw(all.map((s) => s.memory), last ? bytes(last.memory) : "–");
  }
}

export function containersPage(signal) {
  const rows = new Map();
  const body = h("tbody");
  const empty = h("p", { class: "empty" }, "No containers yet. Try: ", h("code", {}, "jug run -d --name first host sleep 1000"));
  const count = h("span", { class: "soft" });
  let list = [];
  const draw = () => list.forEach((c) => rows.get(c.Id)?.draw(c.Id, c.State === "running"));
  show(h("h1", {}, "Containers", count), h("div", { class: "card" }, h("table", {}, h("thead", {}, h("tr", {}, HEADS.map((head, index) => h("th", { scope: "col", class: index === 2 || index === 3 ? "narrow" : null }, head)))), body), empty));
  watch((all) => {
    list = all;
    const ids = new Set(all.map((c) => c.Id));
    for (const [id, row] of rows) if (!ids.has(id)) row.element.remove(), rows.delete(id);
    all.forEach((container, index) => {
      if (!rows.has(container.Id)) rows.set(container.Id, new Row(container));
      const row = rows.get(container.Id);
      row.update(container);
      if (body.children[index] !== row.element) body.insertBefore(row.element, body.children[index] ?? null);
    });
    empty.hidden = all.length > 0;
    say(count, `${all.filter((c) => c.State === "running").length} running, ${all.length} in all`);
    draw();
  }, signal);
  follow(() => list.filter((c) => c.State === "running").map((c) => c.Id), draw, signal);
}
