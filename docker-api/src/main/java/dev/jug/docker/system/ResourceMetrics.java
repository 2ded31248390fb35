package dev.jug.docker.system;

import dev.jug.engine.ResourceContainers;
import dev.jug.engine.resource.Bill;
import dev.jug.engine.resource.ResourceView;
import java.util.List;
import java.util.function.Function;

/**
 * The bills of resource containers as Prometheus reads them. What is in another is in its parent's
 * figure too.
 *
 * @param resources of the engine
 */
record ResourceMetrics(ResourceContainers resources) {
  private static final double BILLION = 1e9;

  /** The text; empty if there are no resource containers. */
  String text() {
    var bills = resources.list().stream().map(ResourceView::name).map(resources::bill).toList();
    if (bills.isEmpty()) {
      return "";
    }
    return counter("cpu_seconds", "Processor time", bills, b -> b.used().cpuNanos() / BILLION)
        + counter("throttled_seconds", "Wait", bills, b -> b.used().throttledNanos() / BILLION)
        + counter("receive_bytes", "From networks", bills, b -> b.used().receivedBytes())
        + counter("transmit_bytes", "To networks", bills, b -> b.used().sentBytes())
        + counter("read_bytes", "From block devices", bills, b -> b.used().readBytes())
        + counter("written_bytes", "To block devices", bills, b -> b.used().writtenBytes())
        + counter("oom_kills", "Killed for want of memory", bills, b -> b.used().memoryKills())
        + family("memory_bytes", "Memory in use", "gauge", bills, Bill::memory)
        + family("tasks", "Processes and threads", "gauge", bills, Bill::tasks);
  }

  private static String counter(
      String name, String help, List<Bill> bills, Function<Bill, Number> value) {
    return family(name + "_total", help, "counter", bills, value);
  }

  private static String family(
      String name, String help, String type, List<Bill> bills, Function<Bill, Number> value) {
    var full = "jug_resource_container_" + name;
    var out = new StringBuilder("# HELP " + full + " " + help + "\n# TYPE " + full);
    out.append(' ').append(type).append('\n');
    for (var bill : bills) {
      out.append(full).append("{name=\"").append(bill.name()).append("\"} ");
      out.append(value.apply(bill)).append('\n');
    }
    return out.toString();
  }
}
