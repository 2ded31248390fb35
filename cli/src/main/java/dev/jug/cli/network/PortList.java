package dev.jug.cli.network;

import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.network.port.ContainerPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a container in Docker's notation, as in {@code 0.0.0.0:8080->80/tcp, 443/tcp}.
 * Neighbours become a range if each has the same number on both sides, or is on one side only.
 *
 * @param ports in order
 */
public record PortList(List<Port> ports) {
  private static final Comparator<Port> ORDER =
      Comparator.comparingInt((Port port) -> port.container.number())
          .thenComparing(port -> Objects.requireNonNullElse(port.address, ""))
          .thenComparingInt(Port::host)
          .thenComparing(port -> port.container.protocol().word());

  /**
   * A port.
   *
   * @param container in the container
   * @param address of the host, with brackets around IPv6; null if no port of it leads here
   * @param host the host's; 0 if none leads here
   */
  public record Port(ContainerPort container, @Nullable String address, int host) {
    private boolean isPlain() {
      return address == null || host == container.number();
    }

    private Group group() {
      return new Group(address, container.protocol().word());
    }

    /** Where it is on the host, as in {@code 0.0.0.0:8080}. */
    String place() {
      return address + ":" + host;
    }
  }

  private record Group(@Nullable String address, String protocol) {
    String shown(Run run) {
      var range = run.first == run.last ? "" + run.first : run.first + "-" + run.last;
      var place = address == null ? "" : address + ":" + range + "->";
      return place + range + "/" + protocol;
    }
  }

  private record Run(int first, int last) {}

  public PortList {
    ports = ports.stream().sorted(ORDER).toList();
  }

  /** Of a container that runs; of any other there are none. */
  public static PortList of(NetworkSettingsView settings) {
    var ports = new ArrayList<Port>();
    settings
        .ports()
        .forEach((name, places) -> {
          var port = ContainerPort.parse(name);
          if (places == null) {
            ports.add(new Port(port, null, 0));
          } else {
            places.forEach(place ->
                ports.add(
                    new Port(port, bracketed(place.address()), Integer.parseInt(place.port()))));
          }
        });
    return new PortList(ports);
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  @Override
  public String toString() {
    var finished = new ArrayList<String>();
    Map<Group, Run> open = new LinkedHashMap<>();
    for (var port : ports) {
      if (port.isPlain()) {
        grow(open, finished, port);
      }
    }
    open.forEach((group, run) -> finished.add(group.shown(run)));
    var others =
        ports.stream()
            .filter(port -> !port.isPlain())
            .map(port -> port.place() + "->" + port.container());
    return Stream.concat(finished.stream(), others).collect(Collectors.joining(", "));
  }

  private static void grow(Map<Group, Run> open, List<String> finished, Port port) {
    int number = port.container.number();
    var run = open.get(port.group());
    if (run != null && number == run.last + 1) {
      open.put(port.group(), new Run(run.first, number));
      return;
    }
    if (run != null) {
      finished.add(port.group().shown(run));
    }
    open.put(port.group(), new Run(number, number));
  }
}
