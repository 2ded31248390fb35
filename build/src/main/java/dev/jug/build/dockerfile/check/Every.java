package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Instruction;
import java.util.stream.Stream;

/** Instructions of a Dockerfile in order. */
final class Every {
  private Every() {}

  static Stream<Instruction> instruction(Dockerfile dockerfile) {
    return Stream.concat(
        dockerfile.globals().stream(),
        dockerfile.stages().stream()
            .flatMap(
                stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())));
  }
}
