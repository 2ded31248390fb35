package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteMessageTest {
  private static final int STRUCT_BYTES = 8;

  private static byte[] message() {
    var attributes =
        new TreeMap<>(Map.of(3, RouteMessage.text("eth0"), 28, RouteMessage.number(7)));
    return new RouteMessage(16, 5, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, attributes).encode(9);
  }

  @Test
  void everyPartIsAligned() {
    var in = RouteMessage.buffer(message());

    assertThat(in.capacity()).isEqualTo(16 + STRUCT_BYTES + 4 + 8 + 4 + 4);
    assertThat(in.getInt(0)).isEqualTo(in.capacity());
    assertThat(in.getInt(8)).isEqualTo(9);
  }

  @Test
  void whatWasWrittenIsRead() {
    var in = RouteMessage.buffer(message());

    var read = RouteMessage.take(in, STRUCT_BYTES);

    assertThat(read.body()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(read.attributes().get(3)).isEqualTo(RouteMessage.text("eth0"));
    assertThat(read.attributes().get(28)).isEqualTo(RouteMessage.number(7));
    assertThat(in.hasRemaining()).isFalse();
  }

  /** The kernel's own messages have no attributes behind their structure. */
  @Test
  void aStructureMayBeAllThereIs() {
    var read = RouteMessage.take(RouteMessage.buffer(message()), Integer.MAX_VALUE);

    assertThat(read.body()).hasSize(STRUCT_BYTES + 20);
    assertThat(read.attributes()).isEmpty();
  }

  @Test
  void lengthsThatCannotBeAreErrors() {
    var longer = message();
    RouteMessage.buffer(longer).putInt(0, longer.length + 1);
    var attribute = message();
    RouteMessage.buffer(attribute).putShort(16 + STRUCT_BYTES, (short) 500);

    assertThatThrownBy(() -> RouteMessage.take(RouteMessage.buffer(longer), STRUCT_BYTES))
        .hasMessageContaining("a netlink message of");
    assertThatThrownBy(() -> RouteMessage.take(RouteMessage.buffer(attribute), STRUCT_BYTES))
        .hasMessage("a netlink attribute of 500 bytes");
  }

  /** Whatever comes, it is read or refused: never read beyond, never for ever. */
  @Test
  void noiseIsReadOrRefused() {
    var random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      var bytes = message();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      var in = RouteMessage.buffer(bytes);
      readOrRefuse(in);
    }
  }

  private static void readOrRefuse(ByteBuffer in) {
    try {
      RouteMessage.take(in, STRUCT_BYTES);
      assertThat(in.position()).isPositive();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("netlink");
    }
  }
}
