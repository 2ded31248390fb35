package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.cri.runtime.StatsService.Used;
import dev.jug.cri.runtime.StatsService.UsedPod;
import dev.jug.engine.Engine;
import dev.jug.engine.usage.NetworkUsage;
import dev.jug.engine.usage.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What was used, as the CRI has it.
 *
 * @param engine knows the disk
 * @param disk where containers' files lie
 */
record StatsViews(Engine engine, Path disk) {
  private static final String DEFAULT_INTERFACE = "eth0";

  /** {@code ContainerStats}. */
  void container(Draft out, Used used) {
    var usage = used.usage();
    var container = used.container();
    var member = container.member();
    long now = Times.nanos(usage.read());
    out.message(
            "attributes",
            attributes ->
                attributes
                    .text("id", container.id())
                    .message("metadata", data -> ContainerViews.metadata(data, container))
                    .map("labels", member.labels())
                    .map("annotations", member.annotations()))
        .message("cpu", cpu -> cpu(cpu, now, List.of(used)))
        .message("memory", memory -> memory(memory, now, List.of(used)))
        .message(
            "swap",
            swap ->
                swap.number("timestamp", now)
                    .value("swap_usage_bytes", raw(usage, "total_swap", "swap")))
        .message(
            "writable_layer",
            layer ->
                layer
                    .number("timestamp", now)
                    .message("fs_id", id -> id.text("mountpoint", disk.toString()))
                    .value("used_bytes", engine.space(container.container())));
  }

  private static void cpu(Draft out, long now, List<Used> containers) {
    out.number("timestamp", now)
        .value(
            "usage_core_nano_seconds",
            sum(containers, usage -> usage.group().cpu().usage().total()));
  }

  /** What is in use and would not be given away first is what a kubelet evicts by. */
  private static void memory(Draft out, long now, List<Used> containers) {
    out.number("timestamp", now)
        .value("working_set_bytes", sum(containers, Usage::memoryUsed))
        .value("usage_bytes", sum(containers, usage -> usage.group().memory().usage().usage()))
        .value("rss_bytes", sum(containers, usage -> usage.memoryKinds().anonymous()))
        .value("page_faults", sum(containers, usage -> raw(usage, "total_pgfault", "pgfault")))
        .value(
            "major_page_faults",
            sum(containers, usage -> raw(usage, "total_pgmajfault", "pgmajfault")));
    if (containers.size() == 1) {
      var usage = containers.getFirst().usage();
      out.value("available_bytes", Math.max(0, usage.memoryLimit() - usage.memoryUsed()));
    }
  }

  private static long sum(List<Used> containers, ToLongFunction<Usage> figure) {
    return containers.stream().map(Used::usage).mapToLong(figure).sum();
  }

  /** In version 1 the numbers with {@code total_} are those of the group and what is below it. */
  static long raw(Usage usage, String legacy, String unified) {
    var raw = usage.group().memory().raw();
    return raw.getOrDefault(legacy, raw.getOrDefault(unified, 0L));
  }

  /** {@code PodSandboxStats}. */
  void pod(Draft out, UsedPod used) {
    var request = used.pod().request();
    long now = Times.nanos(Instant.now());
    out.message(
        "attributes",
        attributes ->
            attributes
                .text("id", used.pod().id())
                .message("metadata", data -> SandboxViews.metadata(data, request.identity()))
                .map("labels", request.labels())
                .map("annotations", request.annotations()));
    out.message(
        "linux",
        linux ->
            linux
                .message("cpu", cpu -> cpu(cpu, now, used.containers()))
                .message("memory", memory -> memory(memory, now, used.containers()))
                .message("network", network -> network(network, now, used))
                .message(
                    "process",
                    process ->
                        process
                            .number("timestamp", now)
                            .value(
                                "process_count",
                                sum(used.containers(), usage -> usage.group().pids().current())))
                .messages("containers", used.containers(), this::container));
  }

  /** All containers of a pod have the same network, so one that runs can tell. */
  private static void network(Draft out, long now, UsedPod used) {
    out.number("timestamp", now);
    if (!used.pod().request().sharing().hostNetwork()) {
      used.containers().stream()
          .findFirst()
          .ifPresent(one -> interfaces(out, one.usage().networks()));
    }
  }

  private static void interfaces(Draft out, Map<String, NetworkUsage> networks) {
    for (var network : networks.entrySet()) {
      var field = network.getKey().equals(DEFAULT_INTERFACE) ? "default_interface" : "interfaces";
      out.message(field, one -> traffic(one, network.getKey(), network.getValue()));
    }
  }

  private static void traffic(Draft out, String name, NetworkUsage usage) {
    out.text("name", name)
        .value("rx_bytes", usage.receivedBytes())
        .value("rx_errors", usage.receiveErrors())
        .value("tx_bytes", usage.sentBytes())
        .value("tx_errors", usage.sendErrors());
  }
}
