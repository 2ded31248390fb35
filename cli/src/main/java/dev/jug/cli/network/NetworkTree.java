package dev.jug.cli.network;

import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.view.NetworkView.MemberView;
import dev.jug.network.Endpoint;
import dev.jug.network.Member;
import dev.jug.network.Network;
import dev.jug.network.address.Addresses;
import dev.jug.network.shaping.Shaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Networks with their devices, and below each the containers that run on it: the device on the
 * host, the one in the container, its addresses, the ports that lead to it, what it may reach, and
 * how fast.
 *
 * @param engine knows who is where
 */
record NetworkTree(Engine engine) {
  private static final String GAP = "  ";

  String text(List<Network> networks) {
    return networks.stream().map(this::text).collect(Collectors.joining());
  }

  private String text(Network network) {
    var rows = new ArrayList<List<String>>();
    network.members().forEach(member -> rows.add(row(network, member)));
    if (network.hostDevice().isEmpty()) {
      members(network).forEach(name -> rows.add(List.of(name)));
    }
    return heading(network) + "\n" + branches(rows);
  }

  private static String heading(Network network) {
    var record = network.record();
    var subnets = record.addresses().stream().map(config -> config.subnet().toString());
    return joined(
        Stream.of(
                Stream.of(record.name()),
                network.hostDevice().stream(),
                subnets,
                record.internal() ? Stream.of("internal") : Stream.<String>empty(),
                record.denies() ? Stream.of("deny") : Stream.<String>empty())
            .flatMap(parts -> parts));
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(GAP));
  }

  /** Networks without devices have no endpoints, but containers all the same. */
  private Stream<String> members(Network network) {
    return engine.networks().inspect(network).containers().values().stream()
        .map(MemberView::name)
        .sorted();
  }

  private List<String> row(Network network, Member member) {
    var endpoint = member.endpoint();
    var outside = endpoint.hostDevice() == null ? "" : endpoint.hostDevice();
    return List.of(
        member.name(),
        outside,
        endpoint.device(),
        joined(endpoint.addresses().stream().map(Addresses::text)),
        endpoint.mac(),
        ports(network, member),
        traffic(endpoint));
  }

  /** What it may reach and how fast it may be, if that is not everything. */
  private static String traffic(Endpoint endpoint) {
    var options = endpoint.request().driverOptions();
    return Stream.of(
            endpoint.egress().map(egress -> "egress " + egress),
            Optional.ofNullable(options.get(Shaping.IN)).map(rate -> "in " + rate),
            Optional.ofNullable(options.get(Shaping.OUT)).map(rate -> "out " + rate))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  /** Ports lead to the endpoint that has the default route. */
  private String ports(Network network, Member member) {
    try {
      var container = engine.container(member.container());
      boolean leadsHere =
          engine.networks().gatewayOf(container).filter(network::equals).isPresent();
      return leadsHere ? PortList.of(container.networking().settings()).toString() : "";
    } catch (NotFound _) {
      // It was removed while this was written.
      return "";
    }
  }

  private static String branches(List<List<String>> rows) {
    var text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var line = new StringBuilder(i == rows.size() - 1 ? "└─ " : "├─ ");
      for (int column = 0; column < row.size(); column++) {
        line.append(row.get(column))
            .append(" ".repeat(width(rows, column) - row.get(column).length()))
            .append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
