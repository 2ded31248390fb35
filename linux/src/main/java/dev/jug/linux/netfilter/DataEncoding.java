package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.Attributes;

/** How the kernel reads and describes values and verdicts (NFTA_DATA_…, NFTA_VERDICT_…). */
final class DataEncoding {
  private static final int VALUE = 1;
  private static final int VERDICT = 2;
  private static final int CODE = 1;
  private static final int CHAIN = 2;
  private static final int JUMP = -3;
  private static final int GOTO = -4;

  private DataEncoding() {}

  static Attributes value(Data data) {
    return Attributes.inNetworkOrder().put(VALUE, data.bytes());
  }

  static Attributes verdict(Verdict verdict) {
    var none = Attributes.inNetworkOrder();
    var inner =
        switch (verdict) {
          case Verdict.Plain plain -> none.u32(CODE, plain.code());
          case Verdict.Jump(var chain) -> none.u32(CODE, JUMP).text(CHAIN, chain);
          case Verdict.Goto(var chain) -> none.u32(CODE, GOTO).text(CHAIN, chain);
        };
    return none.nest(VERDICT, inner);
  }

  static Attributes of(Element.Value value) {
    return switch (value) {
      case Element.Fields(var data) -> value(data);
      case Element.Decision(var verdict) -> verdict(verdict);
    };
  }

  static Data value(Attributes data) {
    return Data.of(data.bytes(VALUE));
  }

  static Element.Value read(Attributes data) {
    if (!data.has(VERDICT)) {
      return new Element.Fields(value(data));
    }
    var verdict = data.nested(VERDICT);
    var chain = verdict.text(CHAIN);
    int code = verdict.integer(CODE);
    return new Element.Decision(
        switch (code) {
          case JUMP -> new Verdict.Jump(chain);
          case GOTO -> new Verdict.Goto(chain);
          default -> plain(code);
        });
  }

  private static Verdict plain(int code) {
    for (var verdict : Verdict.Plain.values()) {
      if (verdict.code() == code) {
        return verdict;
      }
    }
    return Verdict.Plain.CONTINUE;
  }
}
