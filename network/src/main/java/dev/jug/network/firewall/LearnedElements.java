package dev.jug.network.firewall;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.network.egress.Allowance;
import dev.jug.network.port.PortRange;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The addresses of names as they stand in the kernel's sets: without the names. */
record LearnedElements(EgressChain chain) {
  private static final int WORD = 4;

  void read(NetfilterSocket kernel, BiConsumer<Allowance.Named, InetAddress> found) {
    for (var family : EgressChain.FAMILIES) {
      int bytes = family == Family.IP ? WORD : 4 * WORD;
      for (var element : elements(kernel, chain.hosts(family))) {
        found.accept(new Allowance.Named("", List.of()), address(element, bytes));
      }
      for (var element : elements(kernel, chain.services(family))) {
        named(element, bytes).forEach(named -> found.accept(named, address(element, bytes)));
      }
    }
  }

  private static List<Element> elements(NetfilterSocket kernel, NamedSet set) {
    try {
      return kernel.elements(set);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return List.of();
      }
      throw e;
    }
  }

  private static InetAddress address(Element element, int bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOf(element.key().bytes(), bytes));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + bytes + " bytes", e);
    }
  }

  private static Stream<Allowance.Named> named(Element element, int bytes) {
    var key = ByteBuffer.wrap(element.key().bytes());
    int number = Byte.toUnsignedInt(key.get(bytes));
    int port = Short.toUnsignedInt(key.getShort(bytes + WORD));
    return Stream.of(Protocol.values())
        .filter(protocol -> protocol.number() == number)
        .map(protocol -> new Allowance.Named("", List.of(new PortRange(protocol, port, port))));
  }
}
