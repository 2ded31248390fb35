package dev.jug.network.port;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A wish that a port of the host leads to a port of a container.
 *
 * @param container where to
 * @param address of the host; null for all of them
 * @param first the lowest port of the host that will do; 0 for any
 * @param last the highest port of the host that will do; 0 for any
 */
public record PortBinding(
    ContainerPort container, @Nullable InetAddress address, int first, int last) {
  /** Any port of the host. */
  public static PortBinding random(ContainerPort container) {
    return new PortBinding(container, null, 0, 0);
  }

  /** Whether a port is one that this wish stands for. */
  public boolean isAbout(PublishedPort port) {
    return container.equals(port.container())
        && (address == null || address.equals(port.address()))
        && (first == 0 || (first <= port.port() && port.port() <= last));
  }

  /** Whether another wish is one that this stands for. */
  public boolean isAbout(PortBinding other) {
    return container.equals(other.container)
        && (address == null || address.equals(other.address))
        && (first == 0 || (first == other.first && last == other.last));
  }
}
