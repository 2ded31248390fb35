// Lines over time, drawn from right to left: the newest value is at the right edge.

import { svg } from "./dom.js";

const POINTS = 60;

function path(values, top, height) {
  const at = (value, index) => `${POINTS - values.length + index},${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`;
  return values.map(at).join(" L");
}

function frame(className, height, label) {
  return svg("svg", { class: className, viewBox: `0 0 ${POINTS - 1} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label });
}

function lines(values, top, height, second) {
  if (values.length < 2) return [];
  const line = path(values, top, height);
  const base = `L${POINTS - 1},${height} L${POINTS - values.length},${height} Z`;
  return second
    ? [svg("path", { class: "stroke second", d: "M" + line })]
    : [svg("path", { class: "area", d: `M${line} ${base}` }), svg("path", { class: "stroke", d: "M" + line })];
}

/** One small line; draw(values) replaces it. */
export function spark(label) {
  const element = frame("spark", 26, label);
  return { element, draw: (values) => element.replaceChildren(...lines(values, Math.max(...values, 1) * 1.1, 26)) };
}

/** One or two lines with a grid. */
export function chart(label) {
  const element = frame("chart", 100, label);
  const grid = [25, 50, 75].map((y) => svg("line", { class: "grid", x1: 0, x2: POINTS, y1: y, y2: y }));
  const draw = (first, second = []) => {
    const top = Math.max(...first, ...second, 1) * 1.15;
    element.replaceChildren(...grid, ...lines(first, top, 100), ...lines(second, top, 100, true));
  };
  draw([]);
  return { element, draw };
}
