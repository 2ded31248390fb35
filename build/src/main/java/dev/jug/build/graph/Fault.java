package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.expand.BadSubstitutionException;
import dev.jug.build.error.DockerfileException;
import java.util.function.Supplier;

/** Makes mistakes of what is wrong with an instruction that could be read. */
record Fault(Dockerfile dockerfile, Instruction instruction) {
  DockerfileException of(String what, String advice) {
    return new DockerfileException(what, dockerfile.name(), line(), text(), advice);
  }

  /** Does something with a word of it. */
  <T> T in(String word, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadSubstitutionException wrong) {
      throw new DockerfileException(
          "failed to process \"" + word + "\": " + wrong.getMessage(),
          dockerfile.name(),
          line(),
          text(),
          "",
          wrong);
    }
  }

  private int line() {
    return instruction.origin().line();
  }

  private String text() {
    return instruction.origin().text();
  }
}
