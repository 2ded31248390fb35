// Elements from words. Text is always text: nothing that a container says is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null));
  return element;
}

export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export const show = (...children) => document.getElementById("page").replaceChildren(...children.flat());

export const link = (path, text, attributes = {}) => h("a", { href: "#/" + path, ...attributes }, text);

/** Sets a text only if it is another one: what is selected stays selected. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Tells what went wrong, for a while. */
export function note(message) {
  const shown = h("div", { class: "note" }, message);
  document.getElementById("notes").append(shown);
  setTimeout(() => shown.remove(), 8000);
}

/** Asks before something that cannot be undone. */
export function confirm(question, answer) {
  const dialog = document.getElementById("ask");
  say(document.getElementById("question"), question);
  say(document.getElementById("answer"), answer);
  dialog.showModal();
  // Not by "close", which comes later: the next question may have been asked by then.
  return new Promise((done) => {
    const over = new AbortController();
    const end = (yes) => (over.abort(), done(yes));
    dialog.addEventListener("submit", (event) => end(event.submitter?.value === "yes"), { signal: over.signal });
    dialog.addEventListener("cancel", () => end(false), { signal: over.signal });
  });
}
