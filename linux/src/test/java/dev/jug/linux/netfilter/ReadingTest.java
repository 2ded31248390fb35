package dev.jug.linux.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final int ROUNDS = 20_000;
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final Chain CHAIN = TABLE.chain("c");
  private static final NamedSet SET =
      NamedSet.of(TABLE, "s", DataType.IPV4_ADDRESS)
          .mappingTo(DataType.VERDICT)
          .with(NamedSet.Flag.INTERVAL);

  private static byte[] encoded(Operation operation) {
    return new OperationEncoding(1).encode(operation).getFirst().message().encode(1);
  }

  private static NetlinkMessage take(byte[] bytes) {
    return NetlinkMessage.take(
        NetlinkMessage.buffer(bytes), TableMessage.BYTES, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] rule() {
    return encoded(
        Operation.AddRule.of(CHAIN, "a comment", Match.mark(1), Action.count(), Action.drop()));
  }

  private static byte[] elements() {
    var first = Data.of(new byte[4]);
    var ten = Data.of((byte) 10, (byte) 0, (byte) 0, (byte) 0);
    return encoded(
        new Operation.AddElements(
            SET,
            List.of(
                Element.range(first, first).to(new Verdict.Jump("c")),
                Element.range(ten, Data.ones(4)).to(Verdict.Plain.ACCEPT))));
  }

  private static List<Element> elements(NetlinkMessage message) {
    return ElementEncoding.read(SET, message.attributes().nested(3).list(1));
  }

  @Test
  void whatWasWrittenIsRead() {
    var rule = Reading.rule(TABLE, take(rule()).attributes());
    var elements = elements(take(elements()));

    assertThat(Reading.table(take(rule()))).contains(TABLE);
    assertThat(rule.chain()).isEqualTo(CHAIN);
    assertThat(rule.comment()).isEqualTo("a comment");
    assertThat(rule.expressions()).containsExactly("meta", "cmp", "counter", "immediate");
    assertThat(rule.counter()).contains(new Rule.Count(0, 0));
    assertThat(elements).hasSize(2);
    assertThat(elements.getFirst().value()).contains(new Element.Decision(new Verdict.Jump("c")));
    assertThat(elements.getLast().last()).isEqualTo(Data.ones(4));
  }

  @Test
  void familiesThatWeDoNotKnowAreNoTables() {
    var body = new byte[] {99, 0, 0, 0};
    var none = Attributes.inNetworkOrder().text(1, "jug");

    assertThat(Reading.table(new NetlinkMessage(0, 0, body, none))).isEmpty();
  }

  /** Whatever comes, it is read or refused by name: never read beyond, never for ever. */
  @Test
  void noiseIsReadOrRefused() {
    var random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      var noise = noise(round % 2 == 0 ? rule() : elements(), random);
      try {
        var message = take(noise);
        Reading.table(message);
        Reading.rule(TABLE, message.attributes());
        elements(message);
      } catch (SysException e) {
        assertThat(e.errno()).isEqualTo(Errno.EBADMSG);
      }
    }
  }

  /** Some bytes are others, and an end is missing: then the length may know it, or not. */
  private static byte[] noise(byte[] message, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      message[random.nextInt(message.length)] = (byte) random.nextInt();
    }
    var cut = Arrays.copyOf(message, random.nextInt(message.length + 1));
    if (cut.length >= 4 && random.nextBoolean()) {
      NetlinkMessage.buffer(cut).putInt(cut.length);
    }
    return cut;
  }
}
