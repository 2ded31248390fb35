package dev.jug.engine.sight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuListTest {
  @ParameterizedTest
  @CsvSource({"0,1", "'0-2,5',4", "'1,3,5',3", "'0-1,3-4,7',5", "'',0"})
  void itIsWrittenAsItIsRead(String text, int size) {
    assertThat(CpuList.parse(text)).hasToString(text);
    assertThat(CpuList.parse(text + "\n").size()).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "3,0-2", "4,'0-2,5'", "9,'0-2,5'"})
  void theFirstSoMany(int count, String text) {
    assertThat(CpuList.parse("0-2,5").first(count)).hasToString(text);
  }
}
