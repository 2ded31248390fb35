// Numbers for people.

const UNITS = ["B", "kB", "MB", "GB", "TB"];

export function bytes(count) {
  let unit = 0;
  let value = count || 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)) + " " + UNITS[unit];
}

export const rate = (count) => bytes(count) + "/s";

export const percent = (value) => value.toFixed(value < 10 ? 1 : 0) + " %";

export function age(moment) {
  const seconds = Math.max(0, (Date.now() - moment) / 1000);
  for (const [size, name] of [[86400, "day"], [3600, "hour"], [60, "minute"]]) {
    const count = Math.floor(seconds / size);
    if (count > 0) return `${count} ${name}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}

export const name = (container) => (container.Names?.[0] ?? container.Name ?? "").replace(/^\//, "");

export const short = (id) => id.replace(/^sha256:/, "").slice(0, 12);

export function ports(list) {
  const shown = (list ?? []).map((port) => (port.PublicPort ? `${port.PublicPort} → ${port.PrivatePort}` : `${port.PrivatePort}`) + `/${port.Type}`);
  return [...new Set(shown)].join(", ");
}
