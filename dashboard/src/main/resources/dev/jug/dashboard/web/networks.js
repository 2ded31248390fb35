// Networks as a picture: a bridge for each, its containers hanging from it.

import { get } from "./api.js";
import { h, link, show, svg } from "./dom.js";
import { name, ports } from "./format.js";
import { containers, onEvent, watch } from "./state.js";

const WIDTH = 200, GAP = 24, BOX = 84, TOP = 52, DROP = 40;

const text = (x, y, words, soft) => svg("text", { x, y, class: soft ? "soft" : null }, words);

const cut = (words, length) => (words.length > length ? words.slice(0, length - 1) + "…" : words);

function box(member, index) {
  const x = index * (WIDTH + GAP);
  const y = TOP + DROP;
  const container = containers.find((c) => c.Id === member.id);
  const open = container ? ports((container.Ports ?? []).filter((port) => port.PublicPort)) : "";
  return svg("g", {},
    svg("line", { class: "cable", x1: x + WIDTH / 2, y1: TOP, x2: x + WIDTH / 2, y2: y }),
    svg("a", { href: "#/containers/" + member.id },
      svg("rect", { class: "box", x, y, width: WIDTH, height: BOX, rx: 8 }),
      text(x + 12, y + 24, cut(container ? name(container) : member.Name, 24)),
      text(x + 12, y + 44, member.IPv4Address.replace(/\/\d+$/, "") || "no address", true),
      text(x + 12, y + 64, cut(member.IPv6Address || member.MacAddress, 26), true)),
    open ? svg("circle", { class: "port", cx: x + 6, cy: y + BOX + 13, r: 5 }) : null,
    open ? text(x + 17, y + BOX + 18, cut("published " + open, 30), true) : null);
}

function picture(network) {
  const members = Object.entries(network.Containers).map(([id, member]) => ({ id, ...member }));
  const width = Math.max(420, members.length * (WIDTH + GAP) - GAP) + 2;
  const height = members.length ? TOP + DROP + BOX + 28 : TOP;
  const ranges = (network.IPAM.Config ?? []).map((range) => range.Subnet + (range.Gateway ? `, gateway ${range.Gateway}` : "")).join("; ");
  return svg("svg", { class: "picture", width, height, viewBox: `-1 -1 ${width} ${height}`, role: "img", "aria-label": `${network.Name}: ${members.map((m) => `${m.Name} ${m.IPv4Address}`).join(", ") || "nobody"}` },
    svg("rect", { class: "bridge", x: 0, y: 0, width: width - 2, height: TOP - 2, rx: 8 }),
    text(14, 21, `${network.Name} (${network.Driver}${network.Internal ? ", internal" : ""})`), text(14, 40, ranges || "no addresses of its own", true), members.map(box));
}

/** Those on the host's network, or on none, have no bridge to hang from. */
function others(driver) {
  const found = containers.filter((c) => c.State === "running" && c.HostConfig?.NetworkMode === driver);
  return found.length ? h("p", {}, found.map((c) => [link("containers/" + c.Id, name(c)), " "])) : h("p", { class: "soft" }, "nobody");
}

function card(network) {
  const plain = network.Driver === "host" || network.Driver === "null";
  return plain
    ? h("div", { class: "card" }, h("h2", {}, network.Name === "host" ? "host: this machine's own network" : "none: a loopback only"), others(network.Name))
    : h("div", { class: "card" }, picture(network));
}

export async function networksPage(signal) {
  const read = async () => {
    const all = await Promise.all((await get("/networks", signal)).map((network) => get("/networks/" + network.Id, signal).catch(() => network)));
    const plain = (network) => (network.Driver === "host" || network.Driver === "null" ? 1 : 0);
    all.sort((a, b) => plain(a) - plain(b) || a.Name.localeCompare(b.Name));
    if (!signal.aborted) show(h("h1", {}, "Networks", h("span", { class: "soft" }, `${all.length} in all`)), all.map(card));
  };
  onEvent((event) => event.Type === "network" && read().catch(() => {}), signal);
  watch(() => read().catch(() => {}), signal);
  await read();
}
