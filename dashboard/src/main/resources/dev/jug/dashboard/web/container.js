// One container: what it is, what it uses, what it writes, a terminal in it.

import { buttons } from "./actions.js";
import { chart } from "./chart.js";
import { h, link, say, show } from "./dom.js";
import { age, bytes, name, percent, rate, short } from "./format.js";
import { live } from "./live.js";
import { logs } from "./logs.js";
import { follow, samples } from "./sampler.js";
import { watch } from "./state.js";
import { terminal } from "./terminal.js";

const PARTS = { overview: "Overview", logs: "Logs", terminal: "Terminal", inspect: "Inspect" };

export async function containerPage(id, part, signal) {
  const container = await live(id, signal);
  const title = h("h1");
  const tabs = Object.entries(PARTS).map(([key, text]) => link(`containers/${id}/${key}`, text, { "aria-current": key === part ? "page" : null }));
  const body = h("div");
  show(title, h("div", { class: "tabs", role: "navigation", "aria-label": "Parts" }, tabs), body);
  let last = "";
  watch((all, known) => {
    const now = all.find((c) => c.Id === container.details.Id);
    const state = now ? now.State : known ? "removed" : "";
    const called = name(now ?? container.details);
    if (state + called === last) return;
    last = state + called;
    title.replaceChildren(called, h("span", { class: "state " + state }, state), now ? buttons(now) : "");
  }, signal);
  if (part === "logs") logs(body, container, signal);
  else if (part === "terminal") terminal(body, container, signal);
  else if (part === "inspect") inspect(body, container);
  else overview(body, container, signal);
}

function inspect(body, container) {
  const text = h("pre");
  body.append(h("div", { class: "card" }, text));
  container.watch(() => say(text, JSON.stringify(container.details, null, 2)));
}

function facts(details) {
  const networks = Object.entries(details.NetworkSettings.Networks ?? {}).map(([name, end]) => `${name}: ${end.IPAddress || "–"}`);
  const open = Object.entries(details.NetworkSettings.Ports ?? {}).flatMap(([inner, outer]) => (outer ?? []).map((o) => `${o.HostPort} → ${inner}`));
  return {
    Image: details.Config.Image,
    Command: [details.Path, ...details.Args].join(" "),
    Id: short(details.Id),
    Created: age(Date.parse(details.Created)),
    Started: details.State.StartedAt.startsWith("0001") ? "never" : age(Date.parse(details.State.StartedAt)),
    "Exit code": details.State.Running ? null : String(details.State.ExitCode),
    Addresses: networks.join(", ") || "none",
    Ports: [...new Set(open)].join(", ") || "none published",
    Mounts: details.Mounts.map((m) => `${m.Source} at ${m.Destination}${m.RW ? "" : " (read-only)"}`).join("\n") || "none",
  };
}

function panel(title) {
  const drawn = chart(title);
  const number = h("span", { class: "soft" }, "–");
  return { element: h("div", { class: "card" }, h("h2", {}, title, number), drawn.element), draw: drawn.draw, say: (text) => say(number, text) };
}

function overview(body, container, signal) {
  const [cpu, memory, network, blocks] = ["CPU", "Memory", "Network", "Block I/O"].map(panel);
  const list = h("dl");
  const { Id: id } = container.details;
  body.append(h("div", { class: "charts" }, cpu.element, memory.element, network.element, blocks.element), h("p"), h("div", { class: "card" }, list));
  container.watch(() => {
    const known = Object.entries(facts(container.details)).filter(([, text]) => text !== null);
    list.replaceChildren(...known.flatMap(([key, text]) => [h("dt", {}, key), h("dd", {}, text)]));
  });
  const draw = () => {
    const all = samples(id);
    const now = container.details.State.Running ? all.at(-1) : null;
    const of = (field) => all.map((s) => s[field]);
    cpu.draw(of("cpu"));
    cpu.say(now ? `${percent(now.cpu)} · ${now.pids} processes` : "–");
    memory.draw(of("memory"));
    memory.say(now ? `${bytes(now.memory)} of ${bytes(now.limit)}` : "–");
    network.draw(of("received"), of("sent"));
    network.say(now ? `in ${rate(now.received)} · out ${rate(now.sent)}` : "–");
    blocks.draw(of("read"), of("written"));
    blocks.say(now ? `read ${rate(now.read)} · write ${rate(now.written)}` : "–");
  };
  follow(() => (container.details.State.Running ? [id] : []), draw, signal);
}
