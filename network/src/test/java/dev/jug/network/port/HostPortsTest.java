package dev.jug.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HostPortsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ANY_6 = InetAddress.ofLiteral("::");

  private final HostPorts ports = new HostPorts();

  @Test
  void anotherContainerCannotHaveIt() {
    try (var held = ports.hold(LOOPBACK, Protocol.TCP, 0, 0)) {
      int port = held.port();
      assertThatThrownBy(() -> ports.hold(ANY, Protocol.TCP, port, port))
          .isInstanceOf(NetworkException.class)
          .hasMessage("Bind for 0.0.0.0:" + port + " failed: port is already allocated");
      ports.hold(LOOPBACK, Protocol.UDP, port, port).close();
    }
  }

  @Test
  void bothFamiliesCanHaveTheSame() {
    try (var four = ports.hold(ANY, Protocol.TCP, 0, 0);
        var six = ports.hold(ANY_6, Protocol.TCP, four.port(), four.port())) {
      assertThat(six.port()).isEqualTo(four.port());
      assertThatThrownBy(() -> ports.hold(ANY_6, Protocol.TCP, six.port(), six.port()))
          .hasMessage("Bind for [::]:" + six.port() + " failed: port is already allocated");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThatThrownBy(() -> ports.hold(InetAddress.ofLiteral("203.0.113.7"), Protocol.TCP, 9, 9))
        .hasMessage("Bind for 203.0.113.7:9 failed: cannot assign requested address");
  }

  @Test
  void anotherProgramCannotHaveIt() throws IOException {
    try (var held = ports.hold(LOOPBACK, Protocol.TCP, 0, 0);
        var other = new ServerSocket()) {
      var place = new InetSocketAddress(LOOPBACK, held.port());
      assertThatThrownBy(() -> other.bind(place)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatAnotherProgramHasIsRefused() throws IOException {
    try (var other = new ServerSocket(0, 1, LOOPBACK)) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> ports.hold(LOOPBACK, Protocol.TCP, port, port))
          .hasMessageContaining("127.0.0.1:" + port + " failed: address already in use");
    }
  }

  @Test
  void aRangeGivesItsFirstFreeOne() {
    try (var first = ports.hold(LOOPBACK, Protocol.SCTP, 7000, 7001);
        var second = ports.hold(LOOPBACK, Protocol.SCTP, 7000, 7001)) {
      assertThat(first.port()).isEqualTo(7000);
      assertThat(second.port()).isEqualTo(7001);
      assertThatThrownBy(() -> ports.hold(LOOPBACK, Protocol.SCTP, 7000, 7001))
          .hasMessageContaining("7001 failed: port is already allocated");
    }
    ports.hold(LOOPBACK, Protocol.SCTP, 7000, 7000).close();
  }
}
