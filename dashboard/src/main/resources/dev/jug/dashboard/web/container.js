// One container: what it is, what it uses, what it writes, a terminal in it.

import { buttons } from "./actions.js";
import { get } from "./api.js";
import { chart } from "./chart.js";
import { h, link, say, show } from "./dom.js";
import { age, bytes, percent, rate, short } from "./format.js";
import { logs } from "./logs.js";
import { follow, samples } from "./sampler.js";
import { watch } from "./state.js";
import { terminal } from "./terminal.js";

const PARTS = { overview: "Overview", logs: "Logs", terminal: "Terminal", inspect: "Inspect" };

export async function containerPage(id, part, signal) {
  const details = await get(`/containers/${id}/json`, signal);
  const title = h("h1");
  const tabs = Object.entries(PARTS).map(([key, text]) => link(`containers/${id}/${key}`, text, { "aria-current": key === part ? "page" : null }));
  const body = h("div");
  show(title, h("div", { class: "tabs", role: "navigation", "aria-label": "Parts" }, tabs), body);
  let last = "";
  watch((all) => {
    const now = all.find((c) => c.Id === details.Id);
    const state = now ? now.State : all.length ? "removed" : "";
    if (state === last) return;
    last = state;
    title.replaceChildren(details.Name.slice(1), h("span", { class: "state " + state }, state), now ? buttons(now) : "");
  }, signal);
  if (part === "logs") logs(body, details, signal);
  else if (part === "terminal") terminal(body, details, signal);
  else if (part === "inspect") body.append(h("div", { class: "card" }, h("pre", {}, JSON.stringify(details, null, 2))));
  else overview(body, details, signal);
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

function overview(body, details, signal) {
  const [cpu, memory, network, blocks] = ["CPU", "Memory", "Network", "Block I/O"].map(panel);
  const list = Object.entries(facts(details)).filter(([, text]) => text !== null);
  body.append(
    h("div", { class: "charts" }, cpu.element, memory.element, network.element, blocks.element),
    h("p"),
    h("div", { class: "card" }, h("dl", {}, list.map(([key, text]) => [h("dt", {}, key), h("dd", {}, text)]))),
  );
  const draw = () => {
    const all = samples(details.Id);
    const now = all.at(-1);
    if (!now) return;
    const of = (field) => all.map((s) => s[field]);
    cpu.draw(of("cpu"));
    cpu.say(`${percent(now.cpu)} · ${now.pids} processes`);
    memory.draw(of("memory"));
    memory.say(`${bytes(now.memory)} of ${bytes(now.limit)}`);
    network.draw(of("received"), of("sent"));
    network.say(`in ${rate(now.received)} · out ${rate(now.sent)}`);
    blocks.draw(of("read"), of("written"));
    blocks.say(`read ${rate(now.read)} · write ${rate(now.written)}`);
  };
  follow(() => (details.State.Running ? [details.Id] : []), draw, signal);
}
