package dev.jug.runtime.systemd;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where systemd listens.
 *
 * @param path its Unix socket
 * @param bus whether that is a bus which others use too, and not systemd alone
 */
public record SystemdSocket(Path path, boolean bus) {
  private static final Path ALONE = Path.of("/run/systemd/private");
  private static final Path BUS = Path.of("/run/dbus/system_bus_socket");

  /**
   * The system's: systemd itself, which root may talk to without a bus in between; else the bus.
   */
  public static SystemdSocket ofSystem() {
    return Files.isWritable(ALONE) ? new SystemdSocket(ALONE, false) : new SystemdSocket(BUS, true);
  }
}
