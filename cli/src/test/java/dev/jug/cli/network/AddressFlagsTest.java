package dev.jug.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AddressFlagsTest {
  @Command
  private static final class Line {
    @Mixin AddressFlags addresses = new AddressFlags();
  }

  private static List<Wish> wishes(String words) {
    var line = new Line();
    new CommandLine(line).parseArgs(words.isEmpty() ? new String[0] : words.split(" ", -1));
    return line.addresses.wishes();
  }

  @Test
  void eachFindsItsSubnet() {
    var wishes =
        wishes(
            "--gateway fd00::1 --subnet 10.1.0.0/16 --subnet fd00::/64 --ip-range 10.1.5.0/24"
                + " --aux-address a=10.1.0.9 --aux-address b=fd00::9 --gateway 10.1.0.1");

    assertThat(wishes)
        .containsExactly(
            new Wish(
                Subnet.parse("10.1.0.0/16"),
                Subnet.parse("10.1.5.0/24"),
                Addresses.parse("10.1.0.1", ""),
                Map.of("a", Addresses.parse("10.1.0.9", ""))),
            new Wish(
                Subnet.parse("fd00::/64"),
                null,
                Addresses.parse("fd00::1", ""),
                Map.of("b", Addresses.parse("fd00::9", ""))));
    assertThat(wishes("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          --gateway 10.1.0.1; no matching subnet for gateway 10.1.0.1
          --subnet 10.2.0.0/16 --ip-range 10.1.0.0/24; no matching subnet for range 10.1.0.0/24
          --subnet 10.2.0.0/16 --aux-address a=fd00::1; no matching subnet for aux-address fd00::1
          --subnet 10.2.0.0/16 --gateway 10.2.0.1 --gateway 10.2.0.2; \
          cannot configure multiple gateways for the same subnet
          --subnet 10.2.0.0/16 --ip-range 10.2.0.0/24 --ip-range 10.2.1.0/24; \
          cannot configure multiple ranges on the same subnet
          --subnet 10.2.0.1/16; invalid subnet 10.2.0.1/16: it should be 10.2.0.0/16
          """)
  void whatMakesNoSenseIsRefused(String words, String why) {
    assertThatThrownBy(() -> wishes(words)).hasMessage(why);
  }
}
