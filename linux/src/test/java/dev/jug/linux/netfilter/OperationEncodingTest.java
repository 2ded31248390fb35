package dev.jug.linux.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.netlink.Request;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes as nft(8) sends them; see {@code nft --debug=mnl}. */
class OperationEncodingTest {
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final Chain CHAIN = TABLE.chain("c");

  /** The message behind its length and serial number: type, flags, family, attributes. */
  private static List<String> encoded(Operation operation) {
    return new OperationEncoding(7)
        .encode(operation).stream().map(OperationEncodingTest::hex).toList();
  }

  private static String hex(Request request) {
    var bytes = HexFormat.of().formatHex(request.message().encode(0));
    return bytes.substring(8, 16) + " " + bytes.substring(32, 40) + " " + bytes.substring(40);
  }

  @Test
  void aTable() {
    assertThat(encoded(new Operation.AddTable(TABLE)))
        .containsExactly("000a0104 01000000 080001006a756700" + "0800020000000000");
    assertThat(encoded(new Operation.DestroyTable(TABLE))).hasSize(2);
  }

  @Test
  void aBaseChain() {
    var hook = Hook.of(Hook.Type.NAT, Hook.Point.POSTROUTING, 100).with(Hook.Policy.DROP);

    assertThat(encoded(new Operation.AddBaseChain(CHAIN, hook)))
        .containsExactly(
            "030a0104 01000000 080001006a756700"
                + "0600030063000000"
                + "14000480" // NFTA_CHAIN_HOOK
                + "0800010000000004"
                + "0800020000000064"
                + "0800050000000000"
                + "080007006e617400");
  }

  @Test
  void aRule() {
    assertThat(encoded(Operation.AddRule.of(CHAIN, "hi", Action.drop())))
        .containsExactly(
            "060a010c 01000000 080001006a756700"
                + "0600020063000000"
                + "34000480" // NFTA_RULE_EXPRESSIONS
                + "30000180"
                + "0e000100"
                + "696d6d6564696174650000" // immediate
                + "00"
                + "1c000280"
                + "0800010000000000" // the verdict's register
                + "10000280"
                + "0c000280"
                + "0800010000000000" // NF_DROP
                + "09000700"
                + "0003686900000000");
  }

  @Test
  void aMapOfFields() {
    var ports =
        NamedSet.of(TABLE, "p", DataType.PROTOCOL, DataType.PORT)
            .mappingTo(DataType.IPV4_ADDRESS, DataType.PORT);

    assertThat(encoded(new Operation.AddSet(ports)))
        .containsExactly(
            "090a0104 01000000 080001006a756700"
                + "0600020070000000"
                + "0800030000000008" // NFT_SET_MAP
                + "080004000000030d" // inet_proto . inet_service
                + "0800050000000008"
                + "08000600000001cd" // ipv4_addr . inet_service
                + "0800070000000008"
                + "08000a0000000007"
                + "0a000d00"
                + "000400000000"
                + "0000");
  }

  @Test
  void elementsOfRangesAreTwo() {
    var set = NamedSet.of(TABLE, "s", DataType.IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL);
    var range =
        Element.range(
            Data.of((byte) 10, (byte) 0, (byte) 0, (byte) 0),
            Data.of((byte) 10, (byte) -1, (byte) -1, (byte) -1));

    assertThat(encoded(new Operation.AddElements(set, range)))
        .containsExactly(
            "0c0a0104 01000000 080001006a756700"
                + "0600020073000000"
                + "2c000380" // NFTA_SET_ELEM_LIST_ELEMENTS
                + "10000180"
                + "0c000180"
                + "080001000a000000"
                + "18000180"
                + "0c000180"
                + "080001000b000000"
                + "0800030000000001"); // NFT_SET_ELEM_INTERVAL_END
  }

  @Test
  void whatTheKernelCannotKeepIsRefused() {
    assertThatThrownBy(() -> encoded(Operation.AddRule.of(CHAIN, "x".repeat(128), Action.drop())))
        .hasMessageContaining("127 bytes");
    assertThatThrownBy(() -> Data.interfaceName("a-name-of-16-byte"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Data.interfaceName("")).isInstanceOf(IllegalArgumentException.class);
  }
}
