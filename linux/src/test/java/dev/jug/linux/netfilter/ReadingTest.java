package dev.jug.linux.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
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
}
