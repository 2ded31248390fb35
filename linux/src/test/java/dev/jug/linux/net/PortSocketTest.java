package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSocketTest {
  private static final int TCP = 6;
  private static final InetAddress ALL_4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ALL_6 = InetAddress.ofLiteral("::");

  /** One that was free a moment ago. */
  private static int port() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {TCP, 17})
  void bothFamiliesCanHaveTheSamePort(int protocol) throws IOException {
    int port = port();
    try (var four = PortSocket.bind(ALL_4, protocol, port);
        var six = PortSocket.bind(ALL_6, protocol, port)) {
      assertThat(four).isNotSameAs(six);
    }
    PortSocket.bind(ALL_6, protocol, port).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::", "::1"})
  void nobodyElseCanHaveIt(String text) throws IOException {
    var address = InetAddress.ofLiteral(text);
    int port = port();
    try (var _ = PortSocket.bind(address, TCP, port);
        var other = new ServerSocket()) {
      other.setReuseAddress(true);
      assertThatThrownBy(() -> other.bind(new InetSocketAddress(address, port)))
          .isInstanceOf(IOException.class);
    }
    PortSocket.bind(address, TCP, port).close();
  }

  @Test
  void theReasonIsTheKernels() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      refused("127.0.0.1", other.getLocalPort(), Errno.EADDRINUSE);
    }
    refused("203.0.113.7", 9, Errno.EADDRNOTAVAIL);
  }

  private static void refused(String address, int port, Errno why) {
    assertThatThrownBy(() -> PortSocket.bind(InetAddress.ofLiteral(address), TCP, port))
        .isInstanceOfSatisfying(SysException.class, e -> assertThat(e.errno()).isEqualTo(why));
  }
}
