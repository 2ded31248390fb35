package dev.jug.linux.netfilter;

import static dev.jug.linux.netfilter.TableMessage.APPEND;
import static dev.jug.linux.netfilter.TableMessage.CREATE;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How the kernel reads changes (linux/netfilter/nf_tables.h, NFT_MSG_…). */
final class OperationEncoding {
  private static final int COMMENT = 0;
  private static final int LONGEST_COMMENT = 127;

  private final int number;

  /**
   * @param number of the change in its transaction, from 1
   */
  OperationEncoding(int number) {
    this.number = number;
  }

  List<Request> encode(Operation operation) {
    return switch (operation) {
      case Operation.AddTable(var table) -> List.of(newTable(table));
      case Operation.DeleteTable(var table) -> List.of(deleteTable(table));
      // The kernel can do this in one since 6.3 only; a table that is there is left alone.
      case Operation.DestroyTable(var table) -> List.of(newTable(table), deleteTable(table));
      case Operation.FlushTable(var table) ->
          List.of(TableMessage.DELETE_RULE.request(0, table, rules(table), table));
      case Operation.AddChain(var chain) ->
          List.of(TableMessage.NEW_CHAIN.request(CREATE, chain.table(), chain(chain), chain));
      case Operation.AddBaseChain(var chain, var hook) ->
          List.of(TableMessage.NEW_CHAIN.request(CREATE, chain.table(), base(chain, hook), chain));
      case Operation.DeleteChain(var chain) ->
          List.of(TableMessage.DELETE_CHAIN.request(0, chain.table(), chain(chain), chain));
      case Operation.FlushChain(var chain) ->
          List.of(TableMessage.DELETE_RULE.request(0, chain.table(), rules(chain), chain));
      case Operation.AddRule(var chain, var expressions, var comment) ->
          rule(CREATE | APPEND, chain, expressions, comment);
      case Operation.InsertRule(var chain, var expressions, var comment) ->
          rule(CREATE, chain, expressions, comment);
      case Operation.DeleteRule(var chain, var handle) ->
          List.of(
              TableMessage.DELETE_RULE.request(
                  0, chain.table(), rules(chain).u64(TableMessage.RULE_HANDLE, handle), chain));
      case Operation.AddSet(var set) ->
          List.of(TableMessage.NEW_SET.request(CREATE, set.table(), set(set), set));
      case Operation.DeleteSet(var set) ->
          List.of(TableMessage.DELETE_SET.request(0, set.table(), setName(set), set));
      case Operation.FlushSet(var set) ->
          List.of(TableMessage.DELETE_ELEMENTS.request(0, set.table(), setName(set), set));
      case Operation.AddElements(var set, var elements) ->
          elements(TableMessage.NEW_ELEMENTS, CREATE, set, elements);
      case Operation.DeleteElements(var set, var elements) ->
          elements(TableMessage.DELETE_ELEMENTS, 0, set, elements);
    };
  }

  private static Request newTable(Table table) {
    return TableMessage.NEW_TABLE.request(CREATE, table, name(table).u32(2, 0), table);
  }

  private static Request deleteTable(Table table) {
    return TableMessage.DELETE_TABLE.request(0, table, name(table), table);
  }

  private static Attributes name(Table table) {
    return Attributes.inNetworkOrder().text(1, table.name());
  }

  private static Attributes chain(Chain chain) {
    return name(chain.table()).text(TableMessage.CHAIN_NAME, chain.name());
  }

  private static Attributes rules(Table table) {
    return name(table);
  }

  private static Attributes rules(Chain chain) {
    return rules(chain.table()).text(TableMessage.RULE_CHAIN, chain.name());
  }

  /** NFTA_HOOK_… in NFTA_CHAIN_HOOK. */
  private static Attributes base(Chain chain, Hook hook) {
    var point = Attributes.inNetworkOrder().u32(1, hook.point().number()).u32(2, hook.priority());
    if (hook.device().isPresent()) {
      point = point.text(3, hook.device().get());
    }
    return chain(chain)
        .nest(TableMessage.CHAIN_HOOK, point)
        .u32(5, hook.policy().ordinal())
        .text(7, hook.type().kernelName());
  }

  private static List<Request> rule(
      int flags, Chain chain, List<Expression> expressions, String comment) {
    var attributes = rules(chain).nest(4, ExpressionEncoding.all(expressions));
    if (!comment.isEmpty()) {
      attributes = attributes.put(TableMessage.RULE_USER_DATA, comment(comment));
    }
    var shown = comment.isEmpty() ? chain.toString() : chain + ", " + comment;
    return List.of(TableMessage.NEW_RULE.request(flags, chain.table(), attributes, shown));
  }

  /** As nft(8) keeps it: a type, a length with the zero byte that ends it, and the text. */
  private static byte[] comment(String comment) {
    var text = comment.getBytes(StandardCharsets.UTF_8);
    if (text.length > LONGEST_COMMENT) {
      throw new IllegalArgumentException("a comment of more than 127 bytes: " + comment);
    }
    int length = text.length + 1;
    var bytes = ByteBuffer.allocate(2 + length).put((byte) COMMENT).put((byte) length);
    return bytes.put(text).array();
  }

  private static Attributes setName(NamedSet set) {
    return name(set.table()).text(2, set.name());
  }

  private Attributes set(NamedSet set) {
    var attributes =
        setName(set)
            .u32(3, SetProperties.flags(set))
            .u32(4, DataType.number(set.key()))
            .u32(5, DataType.bytes(set.key()));
    if (set.isMap()) {
      attributes = attributes.u32(6, DataType.number(set.data()));
      attributes = attributes.u32(7, DataType.bytes(set.data()));
    }
    if (set.hasRangesOfFields() || set.most() > 0) {
      attributes = attributes.nest(9, description(set));
    }
    return attributes.u32(10, number).put(13, SetProperties.userData(set));
  }

  /** NFTA_SET_DESC_…. */
  private static Attributes description(NamedSet set) {
    var none = Attributes.inNetworkOrder();
    var size = set.most() > 0 ? none.u32(1, set.most()) : none;
    return set.hasRangesOfFields() ? size.nest(2, fields(set)) : size;
  }

  /** NFTA_SET_FIELD_LEN of each. */
  private static Attributes fields(NamedSet set) {
    var fields = Attributes.inNetworkOrder();
    for (var field : set.key()) {
      fields = fields.nest(1, Attributes.inNetworkOrder().u32(1, field.bytes()));
    }
    return fields;
  }

  private static List<Request> elements(
      TableMessage type, int flags, NamedSet set, List<Element> elements) {
    var requests = new ArrayList<Request>();
    if (!elements.isEmpty()) {
      for (var list : ElementEncoding.lists(set, elements)) {
        requests.add(type.request(flags, set.table(), setName(set).nest(3, list), set));
      }
    }
    return requests;
  }
}
