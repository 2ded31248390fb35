// What containers use, looked at every two seconds while somebody looks at the page.

import { get } from "./api.js";
import { onEvent } from "./state.js";

const PERIOD = 2000;
const KEPT = 60;
const histories = new Map();

const sum = (list, op) => (list ?? []).filter((entry) => entry.op === op).reduce((all, entry) => all + entry.value, 0);
const total = (networks, field) => Object.values(networks ?? {}).reduce((all, device) => all + device[field], 0);

function counters(stats) {
  const memory = stats.memory_stats;
  const blocks = stats.blkio_stats.io_service_bytes_recursive;
  const cache = memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0;
  return {
    at: Date.parse(stats.read),
    cpu: stats.cpu_stats.cpu_usage.total_usage / 1e6,
    memory: Math.max(0, memory.usage - cache),
    limit: memory.limit,
    pids: stats.pids_stats.current,
    received: total(stats.networks, "rx_bytes"),
    sent: total(stats.networks, "tx_bytes"),
    read: sum(blocks, "read"),
    written: sum(blocks, "write"),
  };
}

/** Rates of the difference; of one processor 100 % is all. */
function sample(now, before) {
  const millis = now.at - before.at;
  const per = (field) => Math.max(0, ((now[field] - before[field]) * 1000) / millis);
  return {
    cpu: per("cpu") / 10, memory: now.memory, limit: now.limit, pids: now.pids,
    received: per("received"), sent: per("sent"), read: per("read"), written: per("written"),
  };
}

async function look(id, signal) {
  const stats = await get(`/containers/${id}/stats?stream=false&one-shot=true`, signal);
  if (!stats.cpu_stats) return;
  const kept = histories.get(id) ?? { samples: [] };
  const now = counters(stats);
  if (kept.last && now.at > kept.last.at) kept.samples = [...kept.samples.slice(1 - KEPT), sample(now, kept.last)];
  kept.last = now;
  histories.set(id, kept);
}

export const samples = (id) => histories.get(id)?.samples ?? [];

/** Looks at the containers that ids() names until the signal, then calls back. A new run has a new history. */
export async function follow(ids, callback, signal) {
  onEvent((event) => event.Type === "container" && event.Action === "start" && histories.delete(event.Actor.ID), signal);
  while (!signal.aborted) {
    if (!document.hidden) {
      for (const id of ids()) await look(id, signal).catch(() => {});
      if (!signal.aborted) callback();
    }
    await new Promise((done) => setTimeout(done, samples(ids()[0] ?? "").length ? PERIOD : PERIOD / 4));
  }
}
