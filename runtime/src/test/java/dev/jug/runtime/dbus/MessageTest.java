package dev.jug.runtime.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static Message message(String signature, Object... body) {
    return new Message(
        Message.CALL,
        7,
        Map.of(
            Message.PATH, new Variant("o", "/a"),
            Message.MEMBER, new Variant("s", "Do"),
            Message.SIGNATURE, new Variant("g", signature)),
        List.of(body));
  }

  /** Written by hand after the specification: header, field array, gap to eight, body. */
  @Test
  void bytesAreThoseOfTheSpecification() {
    var bytes = message("su", "hi", 5).encode();

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "6c0100010c000000070000002800000001016f00020000002f61000000000000"
                + "0301730002000000446f00000000000008016700027375000200000068690000"
                + "05000000");
  }

  @Test
  void whatIsWrittenIsRead() {
    var properties =
        List.of(
            List.of("PIDs", new Variant("au", List.of(12L, 13L))),
            List.of("Delegate", new Variant("b", true)),
            List.of("MemoryMax", new Variant("t", -1L)),
            List.of("AllowedCPUs", new Variant("ay", List.of(3L, 255L))),
            List.of("DeviceAllow", new Variant("a(ss)", List.of(List.of("/dev/char/1:3", "rw")))));
    var sent =
        message("ssa(sv)a(sa(sv))xqybg", "ü", "", properties, List.of(), -5L, 9L, 1L, false, "a");

    var received = Message.decode(sent.encode());

    assertThat(received.body()).isEqualTo(sent.body());
    assertThat(received.member()).isEqualTo("Do");
    assertThat(received.path()).isEqualTo("/a");
    assertThat(received.replyTo()).isEqualTo(-1);
    assertThat(Message.length(Arrays.copyOf(sent.encode(), 16))).isEqualTo(sent.encode().length);
  }

  @Test
  void theOtherByteOrderIsReadToo() {
    var bytes =
        ByteBuffer.allocate(40)
            .order(ByteOrder.BIG_ENDIAN)
            .put((byte) 'B')
            .put((byte) 2)
            .put((byte) 0)
            .put((byte) 1)
            .putInt(8)
            .putInt(99)
            .putInt(15)
            .put((byte) 5)
            .put((byte) 1)
            .put((byte) 'u')
            .put((byte) 0)
            .putInt(7)
            .put((byte) 8)
            .put((byte) 1)
            .put((byte) 'g')
            .put((byte) 0)
            .put((byte) 1)
            .put((byte) 't')
            .put((byte) 0)
            .put((byte) 0)
            .putLong(1L << 40);

    var message = Message.decode(Arrays.copyOf(bytes.array(), 40));

    assertThat(message.replyTo()).isEqualTo(7);
    assertThat(message.serial()).isEqualTo(99);
    assertThat(message.body()).containsExactly(1L << 40);
  }

  @Test
  void whatCannotBeAMessageIsRefused() {
    var huge = message("s", "x").encode();
    huge[7] = 0x7f;

    assertThatThrownBy(() -> Message.length(huge)).isInstanceOf(DbusException.class);
    assertThatThrownBy(() -> Signature.types("a(s")).isInstanceOf(DbusException.class);
    assertThatThrownBy(() -> message("ss", "x").encode())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
