package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How the kernel describes what is there. */
final class Reading {
  private static final int ELEMENT = 1;
  private static final int NAME = 1;
  private static final int HOOK_NUMBER = 1;
  private static final int DATA = 2;
  private static final int COUNTED_BYTES = 1;
  private static final int COUNTED_PACKETS = 2;

  /** NFTNL_UDATA_RULE_COMMENT of libnftnl. */
  private static final int COMMENT = 0;

  private Reading() {}

  /** The table that a message is about; empty if its family is none that we know. */
  static Optional<Table> table(NetlinkMessage message) {
    var name = message.attributes().text(TableMessage.TABLE);
    return Family.of(message.body().get(0)).map(family -> new Table(family, name));
  }

  /** Chains that others jump to have neither a point nor a policy. */
  static boolean drops(Attributes chain, Hook.Point point) {
    boolean isBase = chain.bytes(TableMessage.CHAIN_POLICY).length > 0;
    return isBase
        && chain.nested(TableMessage.CHAIN_HOOK).integer(HOOK_NUMBER) == point.number()
        && chain.integer(TableMessage.CHAIN_POLICY) == Hook.Policy.DROP.ordinal();
  }

  static Rule rule(Table table, Attributes attributes) {
    var expressions = attributes.nested(TableMessage.RULE_EXPRESSIONS).list(ELEMENT);
    return new Rule(
        table.chain(attributes.text(TableMessage.RULE_CHAIN)),
        attributes.number(TableMessage.RULE_HANDLE),
        comment(attributes.bytes(TableMessage.RULE_USER_DATA)),
        expressions.stream().map(expression -> expression.text(NAME)).toList(),
        count(expressions));
  }

  private static Optional<Rule.Count> count(List<Attributes> expressions) {
    return expressions.stream()
        .filter(expression -> expression.text(NAME).equals("counter"))
        .findFirst()
        .map(expression -> expression.nested(DATA))
        .map(data -> new Rule.Count(data.number(COUNTED_PACKETS), data.number(COUNTED_BYTES)));
  }

  /** Whoever made the rule may have kept anything here. */
  private static String comment(byte[] userData) {
    var in = ByteBuffer.wrap(userData);
    while (in.remaining() >= 2) {
      int type = Byte.toUnsignedInt(in.get());
      int length = Math.min(Byte.toUnsignedInt(in.get()), in.remaining());
      var value = new byte[length];
      in.get(value);
      if (type == COMMENT) {
        return new String(value, StandardCharsets.UTF_8).replace("\0", "");
      }
    }
    return "";
  }
}
