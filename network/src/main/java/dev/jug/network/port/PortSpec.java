package dev.jug.network.port;

import dev.jug.network.address.Addresses;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports as people write them: {@code [[ADDRESS:]HOST[-LAST]:]PORT[-LAST][/PROTOCOL]}. */
public final class PortSpec {
  private PortSpec() {}

  /**
   * A range of ports.
   *
   * @param first the lowest
   * @param last the highest
   */
  private record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  /** Reads what {@code --expose} takes: {@code 80}, {@code 8000-8010/udp}. */
  public static List<ContainerPort> exposed(String text) {
    var protocol = protocol(text);
    var range = range(withoutProtocol(text), "containerPort");
    var ports = new ArrayList<ContainerPort>();
    for (int port = range.first; port <= range.last; port++) {
      ports.add(new ContainerPort(port, protocol));
    }
    return ports;
  }

  /** Reads what {@code --publish} takes. */
  public static List<PortBinding> published(String text) {
    var plain = withoutProtocol(text);
    int colon = plain.lastIndexOf(':');
    var containers = exposed(plain.substring(colon + 1) + "/" + protocol(text).word());
    if (colon < 0) {
      return containers.stream().map(PortBinding::random).toList();
    }
    var host = plain.substring(0, colon);
    int second = host.lastIndexOf(':');
    var address = second < 0 ? null : address(host.substring(0, second));
    return bindings(text, containers, address, host.substring(second + 1));
  }

  private static List<PortBinding> bindings(
      String text, List<ContainerPort> containers, @Nullable InetAddress address, String host) {
    if (host.isEmpty()) {
      return containers.stream().map(port -> new PortBinding(port, address, 0, 0)).toList();
    }
    var range = range(host, "hostPort");
    if (containers.size() == 1) {
      return List.of(new PortBinding(containers.getFirst(), address, range.first, range.last));
    }
    if (range.size() != containers.size()) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid ranges specified for container and host Ports: " + text,
          "Both ranges must be of the same size.");
    }
    var bindings = new ArrayList<PortBinding>();
    for (int i = 0; i < containers.size(); i++) {
      int port = range.first + i;
      bindings.add(new PortBinding(containers.get(i), address, port, port));
    }
    return bindings;
  }

  private static @Nullable InetAddress address(String text) {
    if (text.isEmpty()) {
      return null;
    }
    var plain =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return Addresses.parse(plain, "hostIP");
  }

  private static String withoutProtocol(String text) {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  private static Protocol protocol(String text) {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Protocol.TCP : Protocol.parse(text.substring(slash + 1));
  }

  /** Reads {@code 80} or {@code 80-90}. */
  private static Range range(String text, String what) {
    int dash = text.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
      if (first >= 0 && last >= first && last <= ContainerPort.MOST) {
        return new Range(first, last);
      }
    } catch (NumberFormatException _) {
      // Said below, with all other mistakes.
    }
    throw new NetworkException(
        Kind.INVALID, "invalid " + what + ": " + text, "Write a port, or a range as in 8000-8010.");
  }

  /** Reads the port of a host in the API: {@code ""}, {@code 8080}, {@code 8000-8010}. */
  public static PortBinding binding(ContainerPort container, String address, String host) {
    var at = address(address);
    if (host.isEmpty()) {
      return new PortBinding(container, at, 0, 0);
    }
    var range = range(host, "hostPort");
    return new PortBinding(container, at, range.first, range.last);
  }
}
