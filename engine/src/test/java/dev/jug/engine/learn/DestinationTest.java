package dev.jug.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as system calls have them. */
class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "0200 01bb 0a010203 0000000000000000, 10.1.2.3:443",
    "0a00 0035 00000000 fd000000000000000000000000000001 00000000, [fd00:0:0:0:0:0:0:1]:53",
    "0200 01bb 7f000001 0000000000000000, ''", // its own
    "0200 01bb 00000000 0000000000000000, ''", // its own too
    "0200 0000 0a010203 0000000000000000, ''", // no port
    "0100 2f72756e2f78, ''", // a file
    "0200 01bb, ''", // cut off
    "0a00 0035 00000000 fd00, ''",
  })
  void addressesAreRules(String bytes, String rule) {
    var address = ByteBuffer.wrap(HexFormat.of().parseHex(bytes.replace(" ", "")));
    // The family is in the machine's order.
    address.order(ByteOrder.LITTLE_ENDIAN);

    assertThat(Destination.parse(address).map(Destination::rule).orElse("")).isEqualTo(rule);
  }
}
