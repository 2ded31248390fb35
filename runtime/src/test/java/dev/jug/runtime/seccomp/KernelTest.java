package dev.jug.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.seccomp.Assembler;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import dev.jug.testkit.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel takes our filters, and does what they say. */
@Requires("command:gcc")
class KernelTest {
  @TempDir static Path folder;

  /** A program's exit status and what it printed. */
  private record Outcome(int status, String text) {}

  @BeforeAll
  static void compileConfined() throws Exception {
    try (var in = Objects.requireNonNull(KernelTest.class.getResourceAsStream("confined.c"))) {
      Files.write(folder.resolve("confined.c"), in.readAllBytes());
    }
    var compiler =
        new ProcessBuilder("gcc", "-o", "confined", "confined.c")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
  }

  @Test
  void theDefaultProfileLetsProgramsRun() throws Exception {
    var outcome = run(new DefaultProfile().resolve(Set.of()), "/bin/echo", "hello");

    assertThat(outcome).isEqualTo(new Outcome(0, "hello\n"));
  }

  @DisplayName("G10: a forbidden call fails with the error of its rule")
  @Test
  void aForbiddenCallFailsWithTheErrnoOfItsRule() throws Exception {
    var rule = new Rule(List.of("mkdir", "mkdirat"), "SCMP_ACT_ERRNO", 28, List.of());
    var outcome = run(allBut(List.of(rule)), "/bin/mkdir", folder.resolve("new").toString());

    assertThat(outcome.text()).contains("No space left on device");
  }

  @Test
  void aLongFilterIsTaken() throws Exception {
    var rules =
        IntStream.range(1, 450)
            .mapToObj(i -> new Argument(0, i * 0x1_0000_0001L, 0, "SCMP_CMP_EQ"))
            .map(a -> new Rule(List.of("personality"), "SCMP_ACT_ERRNO", 7, List.of(a)))
            .toList();

    assertThat(SeccompCompiler.compile(allBut(rules)).length / 8)
        .isBetween(2000, Assembler.LONGEST);
    assertThat(run(allBut(rules), "/bin/true")).isEqualTo(new Outcome(0, ""));
  }

  private static Seccomp allBut(List<Rule> rules) {
    return new Seccomp("SCMP_ACT_ALLOW", null, List.of(), List.of(), rules);
  }

  private static Outcome run(Seccomp profile, String... command) throws Exception {
    var confined = new ProcessBuilder(folder.resolve("confined").toString());
    confined.command().addAll(List.of(command));
    confined.environment().put("LC_ALL", "C");
    var process = confined.redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(SeccompCompiler.compile(profile));
    }
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
