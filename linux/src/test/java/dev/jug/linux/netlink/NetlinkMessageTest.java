package dev.jug.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {
  private static final int STRUCT_BYTES = 8;

  private static byte[] message(int type) {
    var attributes = Attributes.inHostOrder().text(3, "eth0").u32(28, 7);
    return new NetlinkMessage(type, 5, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, attributes).encode(9);
  }

  private static NetlinkMessage take(byte[] bytes) {
    return NetlinkMessage.take(NetlinkMessage.buffer(bytes), STRUCT_BYTES, ByteOrder.nativeOrder());
  }

  @Test
  void everyPartIsAligned() {
    var in = NetlinkMessage.buffer(message(16));

    assertThat(in.capacity()).isEqualTo(16 + STRUCT_BYTES + 4 + 8 + 4 + 4);
    assertThat(in.getInt(0)).isEqualTo(in.capacity());
    assertThat(in.getShort(4)).isEqualTo((short) 16);
    assertThat(in.getShort(6)).isEqualTo((short) 5);
    assertThat(in.getInt(8)).isEqualTo(9);
  }

  @Test
  void whatWasWrittenIsRead() {
    var read = take(message(16));

    assertThat(read.type()).isEqualTo(16);
    assertThat(read.serial()).isEqualTo(9);
    assertThat(read.body()).isEqualTo(NetlinkMessage.buffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    assertThat(read.attributes().text(3)).isEqualTo("eth0");
    assertThat(read.attributes().number(28)).isEqualTo(7);
  }

  /** What is about the conversation has no attributes in the subject's sense. */
  @Test
  void anErrorIsAllStructure() {
    var read = take(message(NetlinkMessage.ERROR));

    assertThat(read.body().capacity()).isEqualTo(STRUCT_BYTES + 20);
    assertThat(read.attributes().length()).isZero();
  }

  @Test
  void oneComesBehindTheOther() {
    var two = new java.io.ByteArrayOutputStream();
    two.writeBytes(message(16));
    two.writeBytes(message(17));
    var in = NetlinkMessage.buffer(two.toByteArray());

    assertThat(NetlinkMessage.take(in, STRUCT_BYTES, ByteOrder.nativeOrder()).type()).isEqualTo(16);
    assertThat(NetlinkMessage.take(in, STRUCT_BYTES, ByteOrder.nativeOrder()).type()).isEqualTo(17);
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void lengthsThatCannotBeAreErrors() {
    var longer = message(16);
    NetlinkMessage.buffer(longer).putInt(0, longer.length + 1);
    var shorter = message(16);
    NetlinkMessage.buffer(shorter).putInt(0, 20);

    assertThatThrownBy(() -> take(longer)).hasMessageContaining("a message of 45 bytes");
    assertThatThrownBy(() -> take(shorter)).hasMessageContaining("a message of 20 bytes");
    assertThatThrownBy(() -> take(new byte[10])).hasMessageContaining("a header of 10 bytes");
  }
}
