package dev.jug.network.firewall;

import dev.jug.linux.Fd;
import java.net.InetAddress;

/** TEMP. */
public final class ResolverRedirect {
  private ResolverRedirect() {}

  /** TEMP. */
  public static void install(Fd inside, InetAddress address, int udp, int tcp) {}
}
