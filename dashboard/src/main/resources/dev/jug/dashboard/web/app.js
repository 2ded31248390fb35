// Leads from the address to a page. Each page has a signal that ends what it began.

import { containerPage } from "./container.js";
import { containersPage } from "./containers.js";
import { h, say, show } from "./dom.js";
import { imagePage, imagesPage } from "./images.js";
import { networksPage } from "./networks.js";
import { run } from "./state.js";

let left = new AbortController();

function open() {
  left.abort();
  left = new AbortController();
  const [page = "", id, part] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  for (const a of document.querySelectorAll("nav a")) {
    if (a.hash === "#/" + (page || "containers")) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  document.title = "Jug · " + (page || "containers");
  const work = choose(page, id, part, left.signal);
  Promise.resolve(work).catch((e) => {
    if (!left.signal.aborted) show(h("h1", {}, "That did not work"), h("div", { class: "card" }, h("pre", {}, e.message)));
  });
}

function choose(page, id, part, signal) {
  if (page === "images") return id ? imagePage(id, signal) : imagesPage(signal);
  if (page === "networks") return networksPage(signal);
  return id ? containerPage(id, part || "overview", signal) : containersPage(signal);
}

addEventListener("hashchange", () => {
  open();
  document.getElementById("page").focus();
});
open();
run().catch((e) => say(document.getElementById("link"), e.message));
