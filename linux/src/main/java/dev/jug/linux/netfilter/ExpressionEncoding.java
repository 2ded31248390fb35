package dev.jug.linux.netfilter;

import dev.jug.linux.netfilter.Expression.Connection;
import dev.jug.linux.netfilter.Expression.FibFlag;
import dev.jug.linux.netfilter.Expression.Nat;
import dev.jug.linux.netfilter.Expression.NatFlag;
import dev.jug.linux.netlink.Attributes;
import java.util.List;
import java.util.Set;

/** How the kernel reads expressions (linux/netfilter/nf_tables.h, NFTA_EXPR_…). */
final class ExpressionEncoding {
  private static final int ELEMENT = 1;
  private static final int NAME = 1;
  private static final int DATA = 2;
  private static final int FIRST_REGISTER = 8;
  private static final int VERDICT_REGISTER = 0;

  /** NFT_DYNSET_OP_UPDATE. */
  private static final int UPDATE = 1;

  private ExpressionEncoding() {}

  static Attributes all(List<Expression> expressions) {
    var all = none();
    for (var expression : expressions) {
      var one = none().text(NAME, name(expression)).nest(DATA, data(expression));
      all = all.nest(ELEMENT, one);
    }
    return all;
  }

  private static String name(Expression expression) {
    return switch (expression) {
      case Expression.Meta _, Expression.SetMeta _ -> "meta";
      case Expression.Payload _, Expression.SetPayload _ -> "payload";
      case Expression.Compare _ -> "cmp";
      case Expression.Range _ -> "range";
      case Expression.Bitwise _ -> "bitwise";
      case Expression.Immediate _, Expression.Decide _ -> "immediate";
      case Expression.Lookup _, Expression.MapLookup _, Expression.VerdictLookup _ -> "lookup";
      case Expression.Renew _ -> "dynset";
      case Expression.Connection _, Expression.SetConnection _ -> "ct";
      case Expression.Fib _ -> "fib";
      case Expression.Nat _ -> "nat";
      case Expression.Masquerade _ -> "masq";
      case Expression.Redirect _ -> "redir";
      case Expression.Counter _ -> "counter";
      case Expression.Limit _ -> "limit";
      case Expression.Log _ -> "log";
      case Expression.Reject _ -> "reject";
      case Expression.NoTrack _ -> "notrack";
      case Expression.Number _ -> "numgen";
    };
  }

  /** The attributes of each are numbered by themselves: see NFTA_META_… and so on. */
  private static Attributes data(Expression expression) {
    return switch (expression) {
      case Expression.Meta e -> to(none(), 1, e.register()).u32(2, e.key().number());
      case Expression.SetMeta e -> to(none().u32(2, e.key().number()), 3, e.register());
      case Expression.Payload e ->
          to(none(), 1, e.register())
              .u32(2, e.layer().ordinal())
              .u32(3, e.offset())
              .u32(4, e.length());
      case Expression.SetPayload e ->
          to(none(), 5, e.register())
              .u32(2, e.layer().ordinal())
              .u32(3, e.offset())
              .u32(4, e.length());
      case Expression.Compare e ->
          to(none(), 1, e.register())
              .u32(2, e.comparison().ordinal())
              .nest(3, DataEncoding.value(e.value()));
      case Expression.Range e ->
          to(none(), 1, e.register())
              .u32(2, e.inverted() ? 1 : 0)
              .nest(3, DataEncoding.value(e.first()))
              .nest(4, DataEncoding.value(e.last()));
      case Expression.Bitwise e -> bitwise(e);
      case Expression.Immediate e ->
          to(none(), 1, e.register()).nest(2, DataEncoding.value(e.value()));
      case Expression.Decide e ->
          none().u32(1, VERDICT_REGISTER).nest(2, DataEncoding.verdict(e.verdict()));
      case Expression.Lookup e ->
          to(none().text(1, e.set()), 2, e.register()).u32(5, e.inverted() ? 1 : 0);
      case Expression.Renew e ->
          to(none().text(1, e.set()).u32(3, UPDATE), 4, e.register()).u64(6, e.time().toMillis());
      case Expression.MapLookup e -> to(to(none().text(1, e.map()), 2, e.register()), 3, e.into());
      case Expression.VerdictLookup e ->
          to(none().text(1, e.map()), 2, e.register()).u32(3, VERDICT_REGISTER);
      case Expression.Connection e -> connection(e);
      case Expression.SetConnection e -> to(none().u32(2, e.key().number()), 4, e.register());
      case Expression.Fib e ->
          to(none(), 1, e.register()).u32(2, e.result().ordinal() + 1).u32(3, bits(e.flags()));
      case Expression.Nat e -> nat(e);
      case Expression.Masquerade e -> none().u32(1, numbers(e.flags()));
      case Expression.Redirect e -> to(none(), 1, e.port());
      case Expression.Counter e -> none().u64(1, e.bytes()).u64(2, e.packets());
      case Expression.Limit e ->
          none()
              .u64(1, e.rate())
              .u64(2, e.seconds())
              .u32(3, e.burst())
              .u32(4, 0)
              .u32(5, e.inverted() ? 1 : 0);
      case Expression.Log e -> log(e);
      case Expression.Reject e -> none().u32(1, e.refusal().type()).u8(2, e.refusal().code());
      case Expression.NoTrack _ -> none();
      case Expression.Number e ->
          to(none(), 1, e.register()).u32(2, e.below()).u32(3, e.random() ? 1 : 0);
    };
  }

  private static Attributes none() {
    return Attributes.inNetworkOrder();
  }

  private static Attributes to(Attributes attributes, int type, int register) {
    return attributes.u32(type, FIRST_REGISTER + register);
  }

  private static Attributes bitwise(Expression.Bitwise e) {
    return to(to(none(), 1, e.register()), 2, e.register())
        .u32(3, e.mask().length())
        .nest(4, DataEncoding.value(e.mask()))
        .nest(5, DataEncoding.value(e.xor()));
  }

  private static Attributes connection(Connection e) {
    var attributes = to(none(), 1, e.register()).u32(2, e.key().number());
    return e.direction().isPresent() ? attributes.u8(3, e.direction().get().ordinal()) : attributes;
  }

  private static Attributes nat(Nat e) {
    var attributes = none().u32(1, e.kind().ordinal()).u32(2, e.family().number());
    if (e.address().isPresent()) {
      attributes = to(attributes, 3, e.address().getAsInt());
    }
    if (e.port().isPresent()) {
      attributes = to(attributes, 5, e.port().getAsInt());
    }
    return e.flags().isEmpty() ? attributes : attributes.u32(7, numbers(e.flags()));
  }

  private static Attributes log(Expression.Log e) {
    var attributes = e.prefix().isEmpty() ? none() : none().text(2, e.prefix());
    return e.group().isPresent() ? attributes.u16(1, e.group().getAsInt()) : attributes;
  }

  private static int bits(Set<FibFlag> flags) {
    return flags.stream().mapToInt(flag -> 1 << flag.ordinal()).sum();
  }

  private static int numbers(Set<NatFlag> flags) {
    return flags.stream().mapToInt(NatFlag::number).sum();
  }
}
