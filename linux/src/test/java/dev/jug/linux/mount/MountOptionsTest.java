package dev.jug.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountOptionsTest {
  @Test
  void flagsAndDataAreSorted() {
    var options = MountOptions.parse(List.of("nosuid", "strictatime", "mode=755", "size=65536k"));

    assertThat(options.flags()).isEqualTo(2 | 1L << 24);
    assertThat(options.data()).isEqualTo("mode=755,size=65536k");
    assertThat(options.bind()).isFalse();
  }

  @Test
  void theLaterOfTwoOppositesWins() {
    assertThat(MountOptions.parse(List.of("ro", "rw")).flags()).isZero();
    assertThat(MountOptions.parse(List.of("rw", "ro")).attributesSet()).isEqualTo(1);
    assertThat(MountOptions.parse(List.of("ro", "rw")).attributesCleared()).isEqualTo(1);
  }

  @Test
  void bindsKnowTheirDepthAndPropagation() {
    var options = MountOptions.parse(List.of("rbind", "rslave", "ro"));

    assertThat(options.recursive()).isTrue();
    assertThat(options.propagation()).contains(Propagation.SLAVE);
    assertThat(options.data()).isEmpty();
  }
}
