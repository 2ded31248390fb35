package dev.jug.engine.doctor;

import dev.jug.linux.SysException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Looks at everything of a machine that containers need. Thread-safe. */
public final class Doctor {
  private final Machine machine;
  private final List<Check> checks;

  public Doctor(Machine machine) {
    this(machine, Check.all());
  }

  Doctor(Machine machine, List<Check> checks) {
    this.machine = machine;
    this.checks = List.copyOf(checks);
  }

  /**
   * One side of a machine.
   *
   * @param area which one, in a word
   * @param rows what was found
   */
  public record Findings(String area, List<Row> rows) {
    public Findings {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What is found, in the order in which a start needs it. One that cannot be looked at is said.
   */
  public List<Findings> examine() {
    return checks.stream().map(check -> new Findings(check.area(), look(check))).toList();
  }

  private List<Row> look(Check check) {
    try {
      return check.look(machine);
    } catch (SysException | IOException | UncheckedIOException e) {
      return List.of(
          Row.wrong(
              check.area(),
              "cannot be looked at: " + e.getMessage(),
              "nothing is known about it",
              "look into what the message names; as root all of it can be read"));
    }
  }
}
