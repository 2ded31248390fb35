package dev.jug.cri.runtime;

import dev.jug.engine.usage.NetworkUsage;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What is told of each network interface of a pod. */
final class NetworkMetrics {
  static final List<Metric<Map.Entry<String, NetworkUsage>>> ALL =
      List.of(
          metric("receive_bytes", "bytes received", NetworkUsage::receivedBytes),
          metric("receive_packets", "packets received", NetworkUsage::receivedPackets),
          metric(
              "receive_packets_dropped",
              "packets dropped while receiving",
              NetworkUsage::receiveDrops),
          metric(
              "receive_errors", "errors encountered while receiving", NetworkUsage::receiveErrors),
          metric("transmit_bytes", "bytes transmitted", NetworkUsage::sentBytes),
          metric("transmit_packets", "packets transmitted", NetworkUsage::sentPackets),
          metric(
              "transmit_packets_dropped",
              "packets dropped while transmitting",
              NetworkUsage::sendDrops),
          metric(
              "transmit_errors",
              "errors encountered while transmitting",
              NetworkUsage::sendErrors));

  private NetworkMetrics() {}

  private static Metric<Map.Entry<String, NetworkUsage>> metric(
      String name, String what, ToLongFunction<NetworkUsage> figure) {
    return Metric.<Map.Entry<String, NetworkUsage>>counter(
            "container_network_" + name + "_total",
            "Cumulative count of " + what,
            each -> figure.applyAsLong(each.getValue()))
        .by("interface", Map.Entry::getKey);
  }
}
