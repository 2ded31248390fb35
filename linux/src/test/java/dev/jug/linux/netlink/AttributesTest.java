package dev.jug.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static final HexFormat HEX = HexFormat.of();

  private static Attributes read(byte[] bytes) {
    return Attributes.read(ByteBuffer.wrap(bytes), ByteOrder.BIG_ENDIAN);
  }

  @Test
  void eachIsAlignedAndInOrder() {
    var attributes = Attributes.inNetworkOrder().text(1, "abc").u32(2, 0x01020304).u8(3, 9).flag(4);

    assertThat(HEX.formatHex(attributes.encode()))
        .isEqualTo(
            "0800"
                + "0100"
                + "61626300" //
                + "0800"
                + "0200"
                + "01020304" //
                + "0500"
                + "0300"
                + "09000000" //
                + "0400"
                + "0400");
    assertThat(attributes.length()).isEqualTo(28);
  }

  @Test
  void whatIsInAnotherIsMarkedSo() {
    var attributes = Attributes.inHostOrder().nest(1, Attributes.inHostOrder().u8(2, 7));

    assertThat(HEX.formatHex(attributes.encode())).isEqualTo("0c000180" + "05000200" + "07000000");
    assertThat(attributes.nested(1).number(2)).isEqualTo(7);
  }

  @Test
  void whatWasWrittenIsRead() {
    var inner = Attributes.inNetworkOrder().u16(1, 0xfffe);
    var bytes =
        Attributes.inNetworkOrder()
            .u64(1, 1L << 40)
            .u32(2, -1)
            .text(3, "eth0")
            .nest(4, inner)
            .nest(4, inner.flag(2))
            .encode();

    var read = read(bytes);

    assertThat(read.number(1)).isEqualTo(1L << 40);
    assertThat(read.number(2)).isEqualTo(0xffffffffL);
    assertThat(read.text(3)).isEqualTo("eth0");
    assertThat(read.list(4)).extracting(each -> each.number(1)).containsExactly(0xfffeL, 0xfffeL);
    assertThat(read.list(4)).extracting(each -> each.has(2)).containsExactly(false, true);
  }

  @Test
  void addingLeavesTheShorterListAsItWas() {
    var one = Attributes.inHostOrder().u8(1, 1);
    var two = one.u8(2, 2);

    assertThat(one.length()).isEqualTo(8);
    assertThat(two.length()).isEqualTo(16);
    assertThat(one.has(2)).isFalse();
  }

  @Test
  void whatIsAbsentReadsAsNothing() {
    var none = Attributes.inHostOrder();

    assertThat(none.number(1)).isZero();
    assertThat(none.text(1)).isEmpty();
    assertThat(none.bytes(1)).isEmpty();
    assertThat(none.list(1)).isEmpty();
    assertThat(none.nested(1).has(1)).isFalse();
  }

  @Test
  void lengthsThatCannotBeAreErrors() {
    assertThatThrownBy(() -> read(HEX.parseHex("f401010061626300")))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADMSG))
        .hasMessageContaining("an attribute of 500 bytes");
    assertThatThrownBy(() -> read(HEX.parseHex("0700010001020300")).number(1))
        .hasMessageContaining("a number of 3 bytes");
    assertThatThrownBy(() -> Attributes.inHostOrder().put(1, new byte[70_000]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
