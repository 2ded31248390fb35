package dev.jug.play.generate;

import dev.jug.engine.request.ContainerRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits of a container of a pod that is written.
 *
 * @param name the container's
 * @param request what it was made from
 * @param omissions hears of what a pod cannot say
 */
record ResourceText(String name, ContainerRequest request, Omissions omissions) {
  private static final long NANO_OF_MILLI = 1_000_000;
  private static final long USUAL_PERIOD = 100_000;
  private static final long MILLI = 1000;
  private static final long MIB = 1 << 20;

  Map<String, Object> all() {
    var asked = request.resources();
    var limits = new LinkedHashMap<String, Object>();
    var requests = new LinkedHashMap<String, Object>();
    if (asked.memory() != null && asked.memory() > 0) {
      limits.put("memory", amount(asked.memory()));
    }
    if (asked.memoryReservation() != null && asked.memoryReservation() > 0) {
      requests.put("memory", amount(asked.memoryReservation()));
    }
    long milli = milliCpus();
    if (milli > 0) {
      limits.put("cpu", milli + "m");
    }
    omissions.note(name, "the weight of processors (--cpu-shares)", asked.cpuShares() != null);
    omissions.note(
        name,
        "which processors and memory it has (--cpuset-cpus, --cpuset-mems)",
        asked.cpusetCpus() != null || asked.cpusetMems() != null);
    var all = new LinkedHashMap<String, Object>();
    all.put("limits", limits);
    all.put("requests", requests);
    return all;
  }

  private static String amount(long bytes) {
    return bytes % MIB == 0 ? bytes / MIB + "Mi" : Long.toString(bytes);
  }

  private long milliCpus() {
    var asked = request.resources();
    if (asked.nanoCpus() != null) {
      return asked.nanoCpus() / NANO_OF_MILLI;
    }
    if (asked.cpuQuota() == null) {
      return 0;
    }
    long period = asked.cpuPeriod() == null ? USUAL_PERIOD : asked.cpuPeriod();
    return asked.cpuQuota() * MILLI / period;
  }
}
