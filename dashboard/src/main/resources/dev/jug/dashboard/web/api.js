// The Docker Engine API, which the engine serves below this page.

const decoder = () => new TextDecoder();

async function ask(path, options) {
  const answer = await fetch("api" + path, options);
  if (answer.ok || answer.status === 304) return answer;
  const text = await answer.text();
  let message = text;
  try {
    message = JSON.parse(text).message ?? text;
  } catch {
    // A sentence, not an object: it is shown as it is.
  }
  throw Object.assign(new Error(message.trim()), { status: answer.status });
}

export const get = async (path, signal) => (await ask(path, { signal })).json();

export async function post(path, body) {
  const text = await (await ask(path, { method: "POST", body: body && JSON.stringify(body) })).text();
  return text ? JSON.parse(text) : undefined;
}

export const remove = (path) => ask(path, { method: "DELETE" });

/** Pieces of a body, as they come. */
async function pieces(path, signal, take, begun = () => {}) {
  const reader = (await ask(path, { signal })).body.getReader();
  begun();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) take(piece.value);
}

/** Objects of a stream of JSON, whether or not something is between them. */
export function objects(path, signal, take, begun) {
  const utf8 = decoder();
  let rest = "";
  const split = (text) => {
    let depth = 0, quoted = false, from = 0;
    for (let at = 0; at < text.length; at++) {
      const c = text[at];
      if (quoted) {
        if (c === "\\") at++;
        else if (c === '"') quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === "{") depth++;
      else if (c === "}" && --depth === 0) {
        take(JSON.parse(text.slice(from, at + 1)));
        from = at + 1;
      }
    }
    return text.slice(from);
  };
  return pieces(path, signal, (piece) => (rest = split(rest + utf8.decode(piece, { stream: true }))), begun);
}

/**
 * What a container writes: take(text, isError). Without a terminal each piece has a head of eight
 * bytes: the stream in the first, the length in the last four.
 */
export function output(path, signal, terminal, take) {
  const streams = [decoder(), decoder(), decoder()];
  const give = (stream, piece) => take(streams[stream].decode(piece, { stream: true }), stream === 2);
  let rest = new Uint8Array();
  const split = (piece) => {
    const all = new Uint8Array(rest.length + piece.length);
    all.set(rest);
    all.set(piece, rest.length);
    let at = 0;
    while (all.length - at >= 8) {
      const length = new DataView(all.buffer, at + 4, 4).getUint32(0);
      if (all.length - at - 8 < length) break;
      give(all[at] === 2 ? 2 : 1, all.subarray(at + 8, at + 8 + length));
      at += 8 + length;
    }
    rest = all.slice(at);
  };
  return pieces(path, signal, terminal ? (piece) => give(1, piece) : split);
}

/** A WebSocket of the API. */
export const socket = (path) => new WebSocket(new URL("api" + path, location.href.replace(/^http/, "ws").replace(/#.*/, "")));
