package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.error.DockerfileException;
import java.util.List;

/** Reads the instructions that a base image asks for ({@code ONBUILD}). */
final class Triggers {
  private Triggers() {}

  static List<Instruction> read(List<String> triggers, Fault fault) {
    return triggers.stream().flatMap(trigger -> read(trigger, fault).stream()).toList();
  }

  private static List<Instruction> read(String trigger, Fault fault) {
    try {
      return Dockerfile.parse("ONBUILD", "FROM scratch\n" + trigger)
          .stages()
          .getFirst()
          .instructions();
    } catch (DockerfileException wrong) {
      throw fault.of(
          "the base image's trigger \"" + trigger + "\" is no instruction: " + wrong.getMessage(),
          "the image at fault is the one that FROM names");
    }
  }
}
