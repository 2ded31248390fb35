package dev.jug.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
  @Test
  void listsAreReadAsTheKernelWritesThem() {
    assertThat(Processors.parse("Cpus_allowed_list: 0-2,5,8-9\n"))
        .containsExactly(0, 1, 2, 5, 8, 9);
    assertThat(Processors.parse("Cpus_allowed_list: 3")).containsExactly(3);
  }

  @Test
  void thisProcessHasSome() throws IOException {
    assertThat(Processors.own()).isNotEmpty().allMatch(processor -> processor >= 0);
  }
}
