package dev.jug.linux.landlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRightTest {
  /** As landlock(7) has them for each version. */
  @ParameterizedTest
  @CsvSource({"1, 0x1fff", "2, 0x3fff", "3, 0x7fff", "4, 0x7fff", "5, 0xffff", "7, 0xffff"})
  void eachVersionKnowsMore(int version, String bits) {
    assertThat(FileRight.bits(FileRight.known(version))).isEqualTo(Long.decode(bits));
  }

  @Test
  void someAreAboutDirectoriesAlone() {
    var files = EnumSet.allOf(FileRight.class);
    files.removeIf(right -> !right.isOfFiles());
    assertThat(FileRight.bits(files)).isEqualTo(0xc007);
  }
}
