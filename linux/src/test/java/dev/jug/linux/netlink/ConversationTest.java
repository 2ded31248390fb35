package dev.jug.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final int FIRST = 5;
  private static final int CAPPED_WITH_TEXT = 0x300;

  private static Request request(int flags, String name) {
    var message = new NetlinkMessage(16, flags, new byte[4], Attributes.inHostOrder());
    return Request.of(message, 4, name);
  }

  private static Conversation conversation(Request... requests) {
    return new Conversation(List.of(requests), FIRST, ByteOrder.nativeOrder());
  }

  private static byte[] error(int serial, int number, String text) {
    var body =
        NetlinkMessage.structure(4 + NetlinkMessage.HEADER_BYTES, out -> out.putInt(-number));
    var attributes =
        text.isEmpty() ? Attributes.inHostOrder() : Attributes.inHostOrder().text(1, text);
    int flags = text.isEmpty() ? 0x100 : CAPPED_WITH_TEXT;
    return new NetlinkMessage(NetlinkMessage.ERROR, flags, body, attributes).encode(serial);
  }

  @Test
  void itIsOverWhenAllAreAnswered() {
    var talk = conversation(request(5, "a"), request(5, "b"));

    talk.read(NetlinkMessage.buffer(error(FIRST, 0, "")));
    assertThat(talk.isOver()).isFalse();
    talk.read(NetlinkMessage.buffer(error(FIRST + 1, 0, "")));

    assertThat(talk.isOver()).isTrue();
    assertThat(talk.answers()).isEmpty();
  }

  @Test
  void theFirstRefusalIsToldInTheKernelsWords() {
    var talk = conversation(request(5, "a"), request(5, "b"));

    talk.read(NetlinkMessage.buffer(error(FIRST, 17, "Name is taken")));
    talk.read(NetlinkMessage.buffer(error(FIRST + 1, 19, "")));

    assertThatThrownBy(talk::answers)
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST))
        .hasMessage("sendto(a): File exists (EEXIST): Name is taken");
  }

  /** Nobody else's: an answer to a question that was given up may still be in the socket. */
  @Test
  void answersToOthersAreLeftOut() {
    var talk = conversation(request(5, "a"));

    talk.read(NetlinkMessage.buffer(error(FIRST - 1, 17, "")));

    assertThat(talk.isOver()).isFalse();
    assertThat(talk.answers()).isEmpty();
  }

  @Test
  void aBatchIsRefusedThroughItsBeginning() {
    var talk = conversation(request(1, "begin"), request(5, "b"));

    talk.read(NetlinkMessage.buffer(error(FIRST, 1, "")));

    assertThat(talk.isOver()).isTrue();
    assertThatThrownBy(talk::answers).hasMessageContaining("begin");
  }

  @Test
  void aListThatChangedMeanwhileIsKnown() {
    var talk = conversation(request(0x301, "a"));
    var answer = new NetlinkMessage(16, 0x10, new byte[4], Attributes.inHostOrder());

    talk.read(NetlinkMessage.buffer(answer.encode(FIRST)));

    assertThat(talk.isTorn()).isTrue();
    assertThat(talk.answers()).hasSize(1);
  }
}
