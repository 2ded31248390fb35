package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write behind {@code --userns}. */
class UserModeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host",
        "private",
        "auto",
        "auto:size=1000",
        "auto:size=9,uidmapping=0:1000:1,gidmapping=0:1000:1",
        "keep-id",
        "keep-id:uid=1000",
        "keep-id:uid=1000,gid=100,size=2000",
        "map:0:100000:65536",
        "map:0:100000:1000,1000:1000:1"
      })
  void whatIsWrittenIsShown(String text) {
    assertThat(UserMode.parse(text).shown()).isEqualTo(text);
  }

  @Test
  void nothingIsForTheEngineToDecide() {
    assertThat(UserMode.parse("")).isEqualTo(new UserMode.Unsaid());
    assertThat(UserMode.parse("default")).isEqualTo(new UserMode.Unsaid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nomap | invalid USER mode: nomap",
        "container:a | invalid USER mode: container:a",
        "host:1 | invalid USER mode: host:1",
        "auto:colour=red | auto has no option colour=red",
        "auto:size=0 | size=0 is not a number from 1 on",
        "keep-id:uid=0 | uid=0 is not a number from 1 on",
        "keep-id:uid=me | uid=me is not a number",
        "map | invalid USER mode: map",
        "map:0:1 | invalid range of ids: 0:1",
        "map:0:1:0 | invalid range of ids: 0:1:0",
        "map:0:4294967290:10 | invalid range of ids",
        "map:0:1:5,4:100:1 | ranges of ids overlap: 0:1:5 and 4:100:1",
        "map:0:1:5,9:5:1 | ranges of ids overlap: 0:1:5 and 9:5:1",
      })
  void whatMakesNoSenseIsNamed(String text, String why) {
    assertThatThrownBy(() -> UserMode.parse(text)).hasMessageContaining(why);
  }
}
