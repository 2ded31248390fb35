package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, it is read or refused by name: never read beyond, never for ever. */
class NoiseTest {
  private static final int ROUNDS = 10_000;
  private static final int TYPE = 16;
  private static final int TYPE_AT = 4;

  /** A message like those of the kernel, and who reads it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reader(String name, byte[] whole, int structBytes, Consumer<NetlinkMessage> read) {
    Reader(String name, byte[] body, Attributes attributes, Consumer<NetlinkMessage> read) {
      this(name, new NetlinkMessage(TYPE, 0, body, attributes).encode(1), body.length, read);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Reader> readers() {
    var none = Attributes.inHostOrder();
    var address = new byte[] {10, 0, 0, 1};
    var info = none.text(LinkEncoding.KIND, "veth");
    var counts = none.put(1, new byte[16]).put(3, new byte[20]);
    return Stream.of(
        new Reader(
            "device",
            new byte[LinkEncoding.BYTES],
            none.text(LinkEncoding.NAME, "eth0")
                .put(LinkEncoding.ADDRESS, new byte[6])
                .u32(LinkEncoding.MTU, 1500)
                .nest(LinkEncoding.INFO, info)
                .put(LinkEncoding.STATISTICS, new byte[192]),
            DeviceStatus::of),
        new Reader(
            "address",
            new byte[] {2, 24, 0, 0, 1, 0, 0, 0},
            none.put(1, address).put(2, address),
            InterfaceAddress::of),
        new Reader(
            "route",
            new byte[] {2, 24, 0, 0, (byte) 254, 0, 0, 1, 0, 0, 0, 0},
            none.put(1, address).u32(4, 7).put(5, address),
            NoiseTest::route),
        new Reader("qdisc", new byte[20], none.text(1, "tbf").nest(7, counts), QdiscStatus::of));
  }

  private static void route(NetlinkMessage message) {
    if (Route.isOurs(message)) {
      Route.of(message);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void noiseIsReadOrRefused(Reader reader) {
    var random = new Random(1);
    reader.read.accept(take(reader.whole, reader));
    for (int round = 0; round < ROUNDS; round++) {
      var noise = noise(reader.whole, random);
      try {
        reader.read.accept(take(noise, reader));
      } catch (SysException e) {
        assertThat(e.errno()).isEqualTo(Errno.EBADMSG);
      }
    }
  }

  private static NetlinkMessage take(byte[] bytes, Reader reader) {
    return NetlinkMessage.take(
        NetlinkMessage.buffer(bytes), reader.structBytes, ByteOrder.nativeOrder());
  }

  /** Some bytes are others, and an end is missing: then the length may know it, or not. */
  private static byte[] noise(byte[] whole, Random random) {
    var noise =
        Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
    for (int i = noise.length == 0 ? 0 : random.nextInt(4); i > 0; i--) {
      noise[random.nextInt(noise.length)] = (byte) random.nextInt();
    }
    var header = NetlinkMessage.buffer(Arrays.copyOf(noise, Math.max(noise.length, 8)));
    // Messages of other types are not read by these.
    header.putShort(TYPE_AT, (short) TYPE);
    if (random.nextBoolean()) {
      header.putInt(0, noise.length);
    }
    header.get(0, noise);
    return noise;
  }
}
