package dev.jug.engine.doctor;

import java.util.List;

/** Programs of the machine that the engine calls for some things; a plain container needs none. */
final class ProgramsCheck implements Check {
  /**
   * A program.
   *
   * @param purpose what it is called for
   * @param pack the Debian package that has it
   */
  private record Program(String name, String purpose, String pack) {}

  private static final List<Program> PROGRAMS =
      List.of(
          new Program("mkfs.ext4", "sizes of containers and volumes", "e2fsprogs"),
          new Program("mmdebstrap", "images of packages (apt:bookworm)", "mmdebstrap"),
          new Program("git", "builds of repositories", "git"));

  @Override
  public String area() {
    return "programs";
  }

  @Override
  public List<Row> look(Machine machine) {
    return PROGRAMS.stream().map(program -> row(machine, program)).toList();
  }

  private static Row row(Machine machine, Program program) {
    return machine
        .program(program.name())
        .map(path -> Row.ok(program.name(), program.purpose()))
        .orElse(
            Row.note(
                program.name(),
                "not installed",
                program.purpose() + ": refused",
                "apt-get install " + program.pack()));
  }
}
