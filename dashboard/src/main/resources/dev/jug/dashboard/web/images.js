// Images, and what they are made of.

import { get } from "./api.js";
import { h, link, show } from "./dom.js";
import { age, bytes, short } from "./format.js";
import { onEvent } from "./state.js";

const label = (image) => image.RepoTags?.[0] ?? short(image.Id);

export async function imagesPage(signal) {
  const read = async () => {
    const all = await get("/images/json?shared-size=1", signal);
    const rows = all.map((image) =>
      h("tr", {}, h("td", { class: "wide" }, link("images/" + image.Id, label(image)), h("div", { class: "soft mono" }, short(image.Id))),
        h("td", {}, bytes(image.Size)), h("td", {}, image.SharedSize > 0 ? bytes(image.SharedSize) : "–"), h("td", { class: "narrow" }, age(image.Created * 1000))));
    const heads = ["Name", "Size", "Of it shared", "Created"].map((head, index) => h("th", { scope: "col", class: index === 3 ? "narrow" : null }, head));
    show(h("h1", {}, "Images", h("span", { class: "soft" }, `${all.length} in all`)),
      h("div", { class: "card" }, rows.length ? h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)) : h("p", { class: "empty" }, "No images. The image ", h("code", {}, "host"), " is always there, and has no layers.")));
  };
  onEvent((event) => ["image", "link"].includes(event.Type) && read().catch(() => {}), signal);
  await read();
}

/** Who else has each layer. */
async function sharers(id, signal) {
  const others = (await get("/images/json", signal)).filter((image) => image.Id !== id);
  const found = new Map();
  await Promise.all(others.map(async (image) => {
    const { RootFS } = await get(`/images/${image.Id}/json`, signal);
    for (const layer of RootFS.Layers ?? []) found.set(layer, [...(found.get(layer) ?? []), label(image)]);
  }));
  return found;
}

/** Steps of the history that have layers, the lowest first; null if they cannot be told apart. */
function steps(history, count) {
  const sized = history.filter((step) => step.Size > 0).reverse();
  const all = history.length === count ? [...history].reverse() : sized;
  return all.length === count ? all : null;
}

const command = (step) => (step?.CreatedBy ?? "").replace(/^\/bin\/sh -c (#\(nop\) +)?/, "");

export async function imagePage(id, signal) {
  const [image, history, shared] = await Promise.all([get(`/images/${id}/json`, signal), get(`/images/${id}/history`, signal), sharers(id, signal)]);
  const layers = image.RootFS.Layers ?? [];
  const made = steps(history, layers.length);
  const most = Math.max(1, ...(made ?? []).map((step) => step.Size));
  const stack = layers.map((digest, index) => {
    const step = made?.[index];
    const others = shared.get(digest) ?? [];
    const element = h("div", { class: others.length ? "layer shared" : "layer", title: others.length ? "also in " + others.join(", ") : "only here" },
      h("code", {}, command(step) || short(digest)), h("span", {}, (others.length ? `shared with ${others.length} · ` : "") + (step ? bytes(step.Size) : short(digest))));
    element.style.minHeight = 34 + (step ? 70 * Math.sqrt(step.Size / most) : 0) + "px";
    return element;
  });
  show(h("h1", {}, image.RepoTags?.[0] ?? short(id), h("span", { class: "soft" }, `${bytes(image.Size)} in ${layers.length} layers · ${image.Os}/${image.Architecture}`)),
    h("div", { class: "card" }, h("h2", {}, "Layers, the topmost first"), h("div", { class: "layers" }, stack), h("p", { class: "soft" }, "A layer is the higher the larger it is; blue ones are in other images too, and are kept once.")),
    h("div", { class: "card" }, h("pre", {}, JSON.stringify(image.Config, null, 2))));
}
