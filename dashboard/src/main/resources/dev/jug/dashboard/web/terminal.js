// A terminal in a container: an exec whose bytes come and go over a WebSocket.

import { get, post, socket } from "./api.js";
import { h, say } from "./dom.js";
import { Screen } from "./screen.js";

const SHELL = 'for s in bash ash sh; do command -v "$s" >/dev/null 2>&1 && exec "$s"; done';
const LINE = 18;
const KEYS = { Enter: "\r", Backspace: "\x7f", Tab: "\t", Escape: "\x1b", Delete: "\x1b[3~", Insert: "\x1b[2~", PageUp: "\x1b[5~", PageDown: "\x1b[6~" };
const CURSOR = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D", Home: "H", End: "F" };

/** What a key sends; empty for one that stays with the browser. Ctrl+Shift does, to leave by Tab. */
function typed(event, screen) {
  if (event.metaKey || (event.ctrlKey && event.shiftKey)) return "";
  if (CURSOR[event.key]) return "\x1b" + screen.cursorKeys + CURSOR[event.key];
  if (event.key === "Tab" && event.shiftKey) return "\x1b[Z";
  if (KEYS[event.key]) return KEYS[event.key];
  if ([...event.key].length !== 1) return "";
  if (event.ctrlKey) return /[a-z@[\\\]^_ ]/i.test(event.key) ? String.fromCharCode(event.key.toUpperCase().charCodeAt(0) & 31) : "";
  return (event.altKey ? "\x1b" : "") + event.key;
}

function cell([character, style], isCursor) {
  const span = h("span", { class: isCursor ? "cursor" : null }, character);
  let { fore, back } = style;
  if (style.inverse) [fore, back] = [back ?? "#0d1117", fore ?? "#d6dde6"];
  if (!isCursor) Object.assign(span.style, { color: fore ?? "", background: back ?? "" });
  if (style.bold) span.style.fontWeight = "700";
  if (style.italic) span.style.fontStyle = "italic";
  if (style.under) span.style.textDecoration = "underline";
  return span;
}

/** Cells of one style are one piece of text. */
function line(cells, cursor) {
  const parts = [];
  for (let at = 0; at < cells.length; ) {
    let text = cells[at][0];
    let to = at + 1;
    while (to < cells.length && at !== cursor && to !== cursor && cells[to][1] === cells[at][1]) text += cells[to++][0];
    parts.push(cell([text, cells[at][1]], at === cursor));
    at = to;
  }
  return h("div", {}, parts);
}

function size(view) {
  const probe = h("span", {}, "M".repeat(50));
  view.append(probe);
  const width = probe.getBoundingClientRect().width / 50 || 8;
  probe.remove();
  return { rows: Math.max(4, Math.floor((view.clientHeight - 20) / LINE)), columns: Math.max(20, Math.floor((view.clientWidth - 22) / width)) };
}

/** Draws at most once for each frame of the display. */
function painter(view, screen) {
  let asked = false;
  const past = h("div");
  const present = h("div");
  let drawn = 0;
  let first;
  const draw = () => {
    asked = false;
    if (screen.history[0] !== first || screen.history.length < drawn) past.replaceChildren(), (drawn = 0), (first = screen.history[0]);
    for (; drawn < screen.history.length; drawn++) past.append(line(screen.history[drawn], -1));
    past.hidden = !!screen.other;
    present.replaceChildren(...screen.lines.map((cells, y) => line(cells, y === screen.y && screen.cursorShown ? Math.min(screen.x, screen.columns - 1) : -1)));
    view.scrollTop = view.scrollHeight;
  };
  view.replaceChildren(past, present);
  return () => asked || ((asked = true), requestAnimationFrame(draw));
}

async function connect(view, id, status, signal) {
  const { rows, columns } = size(view);
  const { Id: exec } = await post(`/containers/${id}/exec`, {
    Cmd: ["/bin/sh", "-c", SHELL], Env: ["TERM=xterm-256color"], Tty: true, AttachStdin: true, AttachStdout: true, AttachStderr: true, DetachKeys: "ctrl-@,ctrl-@",
  });
  const wire = socket(`/exec/${exec}/ws?h=${rows}&w=${columns}`);
  wire.binaryType = "arraybuffer";
  const utf8 = new TextEncoder();
  const send = (text) => text && wire.readyState === WebSocket.OPEN && wire.send(utf8.encode(text));
  const screen = new Screen(rows, columns, send);
  const paint = painter(view, screen);
  const decoder = new TextDecoder();
  wire.onopen = () => say(status, `connected, ${columns} × ${rows}`);
  wire.onmessage = (message) => (screen.write(decoder.decode(message.data, { stream: true })), paint());
  const on = (name, callback) => view.addEventListener(name, callback, { signal });
  on("keydown", (event) => {
    const text = typed(event, screen);
    if (text) event.preventDefault(), send(text);
  });
  on("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r?\n/g, "\r");
    send(screen.bracketed ? `\x1b[200~${text.replaceAll("\x1b", "")}\x1b[201~` : text);
  });
  const resized = new ResizeObserver(() => {
    const now = size(view);
    if (now.rows === screen.rows && now.columns === screen.columns) return;
    screen.resize(now.rows, now.columns);
    post(`/exec/${exec}/resize?h=${now.rows}&w=${now.columns}`).catch(() => {});
    paint();
  });
  resized.observe(view);
  const leave = () => (resized.disconnect(), wire.close());
  signal.addEventListener("abort", leave);
  paint();
  view.focus();
  await new Promise((closed) => (wire.onclose = closed));
  resized.disconnect();
  const end = signal.aborted ? null : await get(`/exec/${exec}/json`);
  say(status, end ? `ended with exit code ${end.ExitCode ?? "–"}` : "");
}

/** A shell now, and another one in each run that comes. */
export function terminal(body, container, signal) {
  const { Id: id, Name: name } = container.details;
  const status = h("span", { class: "soft", role: "status" }, "connecting");
  const view = h("div", { class: "term", tabindex: 0, role: "textbox", "aria-multiline": "true", "aria-label": "Terminal in " + name.slice(1) });
  const again = h("button", {}, "New shell");
  body.append(h("div", { class: "row" }, again, status), h("p"), view);
  let ended = new AbortController();
  const begin = () => {
    ended.abort();
    ended = new AbortController();
    connect(view, id, status, AbortSignal.any([signal, ended.signal])).catch((e) => say(status, e.message));
  };
  again.addEventListener("click", begin);
  const keep = async () => {
    while (!signal.aborted) {
      const { StartedAt: began } = container.details.State;
      begin();
      await container.another(began);
    }
  };
  keep();
}
