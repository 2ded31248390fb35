package dev.jug.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.doctor.Row.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every check promises. */
class CheckContractTest {
  @TempDir Path root;

  static Stream<Check> checks() {
    return Check.all().stream();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aGoodMachineHasNothingWrong(Check check) throws IOException {
    var rows = new FakeMachine(root).look(check);
    assertThat(rows).isNotEmpty().noneMatch(row -> row.verdict() == Verdict.WRONG);
    complete(rows);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void thisMachineIsLookedAt(Check check) throws IOException {
    var here = new FakeMachine(root).machine().place();
    complete(check.look(new Machine(Path.of("/"), here, new ThisKernel())));
  }

  /** Sandboxes hide files: what cannot be read is said, and nothing falls. */
  @ParameterizedTest
  @MethodSource("checks")
  void aMachineWithoutFilesIsSurvived(Check check) throws IOException {
    var empty = new FakeMachine(root);
    for (var folder : List.of("proc", "sys", "dev", "usr")) {
      Files.move(root.resolve(folder), root.resolve("no-" + folder));
    }
    var found = new Doctor(empty.machine(), List.of(check)).examine().getFirst();
    complete(found.rows());
  }

  @Test
  void areasAreDifferent() {
    assertThat(checks().map(Check::area)).doesNotHaveDuplicates().noneMatch(String::isBlank);
  }

  /** What is not well says what that means, and what to do; one line each. */
  private static void complete(Iterable<Row> rows) {
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> {
          boolean well = row.verdict() == Verdict.OK;
          assertThat(row.subject()).isNotBlank();
          assertThat(row.found()).isNotBlank();
          assertThat(row.means().isEmpty()).as(row.toString()).isEqualTo(well);
          assertThat(row.remedy().isEmpty()).as(row.toString()).isEqualTo(well);
          assertThat(row.toString()).doesNotContain("\n");
        });
  }
}
