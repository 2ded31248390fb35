package dev.jug.network.egress;

import dev.jug.linux.net.Prefix;
import dev.jug.network.port.PortRange;
import java.util.List;
import java.util.Locale;

/** Something that a container may reach. */
public sealed interface Allowance {
  /** All addresses of an area. */
  record Anywhere(Area area) implements Allowance {
    @Override
    public String toString() {
      return area.word();
    }
  }

  /**
   * Addresses with a common beginning.
   *
   * @param ports empty for all, and for what has none
   */
  record Block(Prefix prefix, List<PortRange> ports) implements Allowance {
    public Block {
      ports = List.copyOf(ports);
    }

    @Override
    public String toString() {
      var text = prefix.isV4() ? prefix.toString() : "[" + prefix + "]";
      return ports.isEmpty() ? text : text + ":" + text(ports);
    }
  }

  /**
   * The addresses of a name, whatever they are when the container asks.
   *
   * @param name in lower case; if it begins with {@code *.}, all names that end so
   * @param ports empty for all, and for what has none
   */
  record Named(String name, List<PortRange> ports) implements Allowance {
    public Named {
      ports = List.copyOf(ports);
    }

    /** Whether another name is meant by it. */
    public boolean isAbout(String other) {
      var asked = other.toLowerCase(Locale.ROOT);
      return name.startsWith("*.") ? asked.endsWith(name.substring(1)) : asked.equals(name);
    }

    @Override
    public String toString() {
      return ports.isEmpty() ? name : name + ":" + text(ports);
    }
  }

  private static String text(List<PortRange> ports) {
    return String.join(",", ports.stream().map(PortRange::toString).toList());
  }
}
