package dev.jug.network.firewall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether rules for packets see frames while they are on a bridge (br_netfilter). */
public final class FilteredFrames {
  private static final Path SETTINGS = Path.of("/proc/sys/net/bridge");

  private FilteredFrames() {}

  /** For IPv4: then a packet's address may be translated before the bridge looks where to. */
  public static boolean ofIpv4() {
    return isOn("bridge-nf-call-iptables");
  }

  /**
   * For IPv6: then an answer has its translated address before the kernel looks whether such a
   * packet may come by a cable, and one for {@code ::1} may not.
   */
  public static boolean ofIpv6() {
    return isOn("bridge-nf-call-ip6tables");
  }

  private static boolean isOn(String setting) {
    try {
      return Files.readString(SETTINGS.resolve(setting)).startsWith("1");
    } catch (IOException _) {
      return false;
    }
  }
}
