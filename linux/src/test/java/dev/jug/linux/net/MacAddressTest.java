package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
  @Test
  void itIsReadAndWritten() {
    var address = MacAddress.parse("02:42:AC:11:00:02");

    assertThat(address).hasToString("02:42:ac:11:00:02");
    assertThat(address).isEqualTo(MacAddress.parse("02-42-ac-11-00-02"));
    assertThat(address).isEqualTo(MacAddress.of(address.bytes()));
    assertThat(address.isUnicast()).isTrue();
    assertThat(address.isLocal()).isTrue();
  }

  @Test
  void groupsAndMakersAreKnown() {
    assertThat(MacAddress.parse("01:00:5e:00:00:01").isUnicast()).isFalse();
    assertThat(MacAddress.parse("00:1b:21:00:00:01").isLocal()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02:42:ac:11:00", "02:42:ac:11:00:02:03", "02:42:ac:11:00:0g", "2:4"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> MacAddress.parse(text)).hasMessage("invalid MAC address: " + text);
  }
}
