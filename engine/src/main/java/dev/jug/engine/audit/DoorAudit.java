package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.CRITICAL;
import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import dev.jug.engine.settings.DoorSettings;
import dev.jug.engine.settings.HostAddress;
import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who may command an engine: whoever may is root on the machine. */
public final class DoorAudit {
  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_WRITE = 0020;

  private DoorAudit() {}

  /**
   * What is found, in no order.
   *
   * @param sockets in the file system; those that are not there do not count
   */
  public static List<Risk> of(DoorSettings doors, List<Path> sockets) {
    var risks = new ArrayList<Risk>();
    sockets.forEach(socket -> socket(socket, risks));
    for (var host : doors.hosts()) {
      if (host instanceof HostAddress.Tcp tcp && !doors.tls().verified()) {
        risks.add(port(tcp));
      }
    }
    return risks;
  }

  private static void socket(Path socket, List<Risk> risks) {
    Stat stat;
    try {
      stat = Stat.of(socket);
    } catch (IOException _) {
      return;
    }
    if ((stat.permissions() & OTHERS_WRITE) != 0) {
      risks.add(
          new Risk(
              CRITICAL,
              socket + ": for everybody",
              "every user is root here",
              "chmod o= " + socket));
    } else if ((stat.permissions() & GROUP_WRITE) != 0 && stat.gid() != 0) {
      risks.add(
          new Risk(
              MEDIUM,
              socket + ": for group " + stat.gid(),
              "its members are root here",
              "nobody in the group but administrators"));
    }
  }

  private static Risk port(HostAddress.Tcp tcp) {
    return new Risk(
        tcp.isLoopback() ? HIGH : CRITICAL,
        "tcp:/" + tcp.address() + " without TLS",
        tcp.isLoopback()
            ? "every user and program of this machine is root here, a page in a browser too"
            : "whoever reaches the port is root here",
        "tlsverify with tlscacert, tlscert and tlskey, or a Unix socket");
  }
}
