package dev.jug.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.SysException;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes back, a conversation has answers, a refusal with the kernel's reason, or it is
 * told that what came cannot be right. The corpus is what a kernel said (Linux 6.18).
 */
@Timeout(24 * 3600)
class ConversationFuzzTest {
  private static final int STRUCT_BYTES = 16;
  private static final int GET_LINK = 18;
  private static final int SERIAL = 1;

  @Test
  void answers() {
    Fuzz.of(Corpus.of(ConversationFuzzTest.class, "corpus"), 20_000)
        .run(ConversationFuzzTest::read);
  }

  private static void read(byte[] input) {
    var none = Attributes.inHostOrder();
    var question =
        new NetlinkMessage(
            GET_LINK, NetlinkMessage.REQUEST | NetlinkMessage.DUMP, new byte[STRUCT_BYTES], none);
    var conversation =
        new Conversation(
            List.of(Request.of(question, STRUCT_BYTES, "RTM_GETLINK")),
            SERIAL,
            ByteOrder.nativeOrder());
    try {
      conversation.read(NetlinkMessage.buffer(input));
      for (var answer : conversation.answers()) {
        assertThat(answer.body().capacity()).isEqualTo(STRUCT_BYTES);
        assertThat(answer.attributes().encode()).hasSize(answer.attributes().length());
      }
    } catch (SysException e) {
      assertThat(e.errno()).isNotNull();
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
