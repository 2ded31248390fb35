package dev.jug.linux.net;

import static dev.jug.linux.net.TestNamespace.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
class TrafficControlTest {
  private static final int SENT = 1_000_000;
  private static final int BURST = 50_000;
  private static final int RATE = 5_000_000;

  /** At that rate, what is sent beyond the burst takes 190 ms. */
  private static final Duration SHAPED = Duration.ofMillis(170);

  private TestNamespace host;
  private TestNamespace box;
  private TrafficControl control;

  @BeforeEach
  void connect() {
    host = TestNamespace.make();
    box = TestNamespace.make();
    var ends =
        new TestNamespace.Ends(
            List.of(InterfaceAddress.of(ip("10.0.0.1"), 24)),
            List.of(InterfaceAddress.of(ip("10.0.0.2"), 24)));
    host.connect("v1", box, "eth0", ends);
    control = new TrafficControl(host.socket(), NetworkDevice.named(host.socket(), "v1"));
  }

  @AfterEach
  void close() {
    host.close();
    box.close();
  }

  private static <T extends AutoCloseable> T open(TestNamespace where, Opening<T> opening) {
    return where.call(() -> {
      try {
        return opening.open();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  /** How long it takes until all has arrived. */
  private static Duration send(TestNamespace from, TestNamespace to, String address)
      throws Exception {
    try (var server = open(to, ServerSocketChannel::open);
        var client = open(from, SocketChannel::open)) {
      server.bind(new InetSocketAddress(ip(address), 0));
      client.connect(server.getLocalAddress());
      try (var peer = server.accept()) {
        long start = System.nanoTime();
        var sender = Thread.ofVirtual().start(() -> write(client));
        var bytes = ByteBuffer.allocate(SENT);
        while (bytes.hasRemaining()) {
          peer.read(bytes);
        }
        sender.join();
        return Duration.ofNanos(System.nanoTime() - start);
      }
    }
  }

  private static void write(SocketChannel client) {
    try {
      var bytes = ByteBuffer.allocate(SENT);
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private QdiscStatus root() {
    return control.qdiscs().stream()
        .filter(qdisc -> qdisc.parent() == ControlEncoding.ROOT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatADeviceSendsIsShaped() throws Exception {
    assertThat(root().kind()).isEqualTo("noqueue");
    control.root(Qdisc.TokenBucket.waiting(RATE, BURST, 400, 0));

    assertThat(send(host, box, "10.0.0.2")).isGreaterThan(SHAPED);

    var status = root();
    assertThat(status.kind()).isEqualTo("tbf");
    assertThat(status.bytes()).isGreaterThan(SENT);
    assertThat(status.packets()).isPositive();
    assertThat(status.delayed()).isPositive();
    control.removeRoot();
    assertThat(root().kind()).isEqualTo("noqueue");
    assertThatThrownBy(() -> control.removeRoot())
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void whatADeviceReceivesIsShapedByAnother() throws Exception {
    var other =
        NetworkDevice.create(
            host.socket(), "ifb7", new LinkKind.Ifb(), LinkOptions.NONE.broughtUp());
    new TrafficControl(host.socket(), other).root(Qdisc.TokenBucket.waiting(RATE, BURST, 400, 0));
    control.watchReceived();
    control.addReceived(PacketFilter.all(1, new PacketFilter.ToDevice(other.index())));

    assertThat(send(box, host, "10.0.0.1")).isGreaterThan(SHAPED);

    assertThat(other.status().statistics().sent().bytes()).isGreaterThan(SENT);
    control.ignoreReceived();
    assertThat(control.qdiscs()).noneMatch(qdisc -> qdisc.kind().equals("clsact"));
  }

  @Test
  void classesShareADevice() throws Exception {
    control.root(new Qdisc.Hierarchy(2));
    control.put(new TrafficClass(1, 0, 100_000_000, 100_000_000, BURST));
    control.put(new TrafficClass(2, 1, 100_000_000, 100_000_000, BURST));
    control.put(new TrafficClass(3, 1, RATE, RATE, BURST));
    var slow = new Prefix(ip("10.0.0.2"), 32);
    control.add(
        new PacketFilter(1, Optional.empty(), Optional.of(slow), new PacketFilter.ToClass(3)));

    assertThat(send(host, box, "10.0.0.2")).isGreaterThan(SHAPED);

    assertThat(control.classes())
        .filteredOn(shaped -> shaped.handle() == 0x2_0003)
        .singleElement()
        .satisfies(shaped -> assertThat(shaped.bytes()).isGreaterThan(SENT));
    assertThatThrownBy(() -> control.removeClass(3))
        .as("a filter leads to it")
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY));
  }

  @Test
  @Requires("command:tc")
  void tcSeesTheSame() {
    control.root(new Qdisc.TokenBucket(125_000, 10_000, 20_000));
    assertThat(tc("qdisc", "show"))
        .contains("qdisc tbf 1: root")
        .contains("rate 1Mbit burst 10000b lat 80ms");

    control.root(new Qdisc.Hierarchy(2));
    control.put(new TrafficClass(2, 0, 125_000, 10_000_000_000L, 10_000));
    control.add(
        new PacketFilter(
            1,
            Optional.of(new Prefix(ip("fd00::"), 40)),
            Optional.empty(),
            new PacketFilter.ToClass(2)));
    assertThat(tc("qdisc", "show")).contains("qdisc htb 2: root").contains("default 0x2");
    assertThat(tc("class", "show")).contains("rate 1Mbit ceil 80Gbit");
    assertThat(tc("filter", "show"))
        .contains("protocol ipv6 pref 1 u32")
        .contains("match fd000000/ffffffff at 8")
        .contains("match 00000000/ff000000 at 12");
  }

  @Test
  void oneRootTakesThePlaceOfAnother() {
    var bucket = new Qdisc.TokenBucket(RATE, BURST, BURST);
    var roots = List.of(bucket, bucket, new Qdisc.Hierarchy(2), new Qdisc.Hierarchy(0), bucket);
    for (var qdisc : roots) {
      control.root(qdisc);
      assertThat(root().kind()).isEqualTo(qdisc.kernelName());
    }
  }

  private String tc(String object, String verb) {
    return Programs.run(host.fd(), "tc", object, verb, "dev", "v1");
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> new Qdisc.TokenBucket(0, 1, 1))
        .hasMessage("a rate of 0 with a burst of 1");
    assertThatThrownBy(() -> new TrafficClass(1, 0, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
