package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.net.TunnelDevice.Content;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
@Requires("file:/dev/net/tun")
class TunnelDeviceTest {
  private static final int MTU = 1500;

  private TestNamespace box;

  @BeforeEach
  void makeNamespace() {
    box = TestNamespace.make();
  }

  @AfterEach
  void closeNamespace() {
    box.close();
  }

  private Fd make(String name, Content content) {
    return box.call(() -> TunnelDevice.make(name, content));
  }

  @Test
  void whatIsSentIntoItIsRead() {
    try (var end = make("tun0", Content.TUN)) {
      var device = NetworkDevice.named(box.socket(), "tun0");
      device.add(InterfaceAddress.of(TestNamespace.ip("10.9.0.1"), 24));
      device.up();
      box.call(TunnelDeviceTest::send);

      var packet = read(end);
      while (packet[0] >> 4 != 4) {
        packet = read(end);
      }
      assertThat(new String(packet, StandardCharsets.ISO_8859_1)).endsWith("hello");
      assertThat(packet[19]).as("the last byte of the destination").isEqualTo((byte) 2);
    }
    assertThat(box.names()).doesNotContain("tun0");
  }

  private static int send() {
    var text = "hello".getBytes(StandardCharsets.US_ASCII);
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(text, text.length, TestNamespace.ip("10.9.0.2"), 9));
      return text.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel speaks of IPv6 by itself too. */
  private static byte[] read(Fd end) {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(MTU);
      long count = Kernel.raw(Call.READ, end.number(), buffer.address(), MTU);
      return buffer.asSlice(0, Kernel.check(count, Call.READ, end)).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  @Test
  void framesHaveAnAddress() {
    try (var _ = make("tap0", Content.TAP)) {
      assertThat(box.status("tap0").mac()).isPresent();
      assertThat(box.status("tap0").kind()).isEqualTo("tun");
    }
  }

  @Test
  void aNameIsTakenOnce() {
    try (var _ = make("tun0", Content.TUN)) {
      assertThatThrownBy(() -> make("tun0", Content.TUN))
          .isInstanceOfSatisfying(
              SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY));
    }
    assertThatThrownBy(() -> make("a name of more than 15", Content.TUN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
