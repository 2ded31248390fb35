package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.grpc.proto.ProtoException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code LinuxContainerResources} says; 0 says nothing.
 *
 * @param resources the message
 */
record ResourceLimits(Message resources) {
  /** A kubelet always says so on cgroup version 2, where the whole container goes then. */
  private static final String OOM_GROUP = "memory.oom.group";

  /**
   * The limits.
   *
   * @throws Unavailable if some of them cannot be set
   */
  ResourceOptions options() throws ProtoException {
    for (var file : resources.map("unified").keySet()) {
      if (!file.equals(OOM_GROUP)) {
        throw new Unavailable("raw files of cgroup version 2 are not there yet: " + file, "");
      }
    }
    for (var pages : resources.messages("hugepage_limits")) {
      if (pages.number("limit") != 0) {
        throw new Unavailable(
            "limits of huge pages are not there yet: " + pages.text("page_size"), "");
      }
    }
    return new ResourceOptions(
        number("memory_limit_in_bytes"),
        number("memory_swap_limit_in_bytes"),
        null,
        null,
        number("cpu_shares"),
        number("cpu_quota"),
        number("cpu_period"),
        resources.word("cpuset_cpus").orElse(null),
        resources.word("cpuset_mems").orElse(null),
        null);
  }

  private @Nullable Long number(String name) throws ProtoException {
    long value = resources.number(name);
    return value == 0 ? null : value;
  }

  /** How likely the kernel picks it when memory is short, −1000 … 1000. */
  int oomScoreAdj() throws ProtoException {
    return (int) resources.number("oom_score_adj");
  }

  /** {@code LinuxContainerResources}, of a container. */
  static void write(Draft out, ContainerRequest request) {
    var limits = request.resources();
    out.number("cpu_period", orZero(limits.cpuPeriod()))
        .number("cpu_quota", orZero(limits.cpuQuota()))
        .number("cpu_shares", orZero(limits.cpuShares()))
        .number("memory_limit_in_bytes", orZero(limits.memory()))
        .number("memory_swap_limit_in_bytes", orZero(limits.memorySwap()))
        .number("oom_score_adj", Objects.requireNonNullElse(request.oomScoreAdj(), 0))
        .text("cpuset_cpus", Objects.requireNonNullElse(limits.cpusetCpus(), ""))
        .text("cpuset_mems", Objects.requireNonNullElse(limits.cpusetMems(), ""));
  }

  /** What of limits of a pod's is said, as {@code crictl} shows it. */
  static String json(ResourceOptions limits) {
    var said = new LinkedHashMap<String, @Nullable Long>();
    said.put("cpu_period", limits.cpuPeriod());
    said.put("cpu_quota", limits.cpuQuota());
    said.put("cpu_shares", limits.cpuShares());
    said.put("memory_limit_in_bytes", limits.memory());
    return said.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static long orZero(@Nullable Long value) {
    return Objects.requireNonNullElse(value, 0L);
  }
}
