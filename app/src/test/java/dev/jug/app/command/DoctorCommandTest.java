package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor, as it is called: beside an engine, and where there is none. */
@EndToEnd
class DoctorCommandTest {
  private Jug jug;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  @Test
  void withoutAnEngineItAnswersAndStartsNone() {
    var page = jug.run("doctor");
    assertThat(page.err()).isEmpty();
    assertThat(page.out())
        .contains("  ok     engine ", "does not run", "  ok     JDK ", "cgroups\n")
        .containsPattern("\\d+ ok, \\d+ to be known, 0 wrong\n$");
    assertThat(page.code()).isZero();
    assertThat(jug.socket()).doesNotExist();
    assertThat(jug.place().resolve("state")).doesNotExist();
    assertThat(jug.run("engine", "status").out()).contains("not running");
  }

  @Test
  void besideAnEngineItSaysSo() {
    jug.run("engine", "start").ok();
    var page = jug.run("doctor").ok().out();
    assertThat(page).contains("runs, at " + jug.socket(), "DOCKER_HOST=unix://" + jug.place());
    assertThat(aligned(page)).as(page).hasSize(1);
  }

  /** Where the third column begins: at one place. */
  private static List<Integer> aligned(String page) {
    return page.lines()
        .filter(line -> line.matches("  (ok|note|wrong) .*"))
        .map(line -> line.length() - line.replaceFirst("^  \\S+ +(\\S+ )*?\\S+ {2,}", "").length())
        .distinct()
        .toList();
  }

  @Test
  void programsGetAnObjectForEachRow() {
    for (boolean runs : new boolean[] {false, true}) {
      if (runs) {
        jug.run("engine", "start").ok();
      }
      assertThat(jug.run("doctor", "--format", "json").ok().out().lines())
          .hasSizeGreaterThan(30)
          .allMatch(line ->
              line.matches(
                  "\\{\"Area\":\".+\",\"Verdict\":\"(ok|note)\",\"Subject\":\".+\",\"Found\":\".+\","
                      + "\"Means\":\".*\",\"Remedy\":\".*\"}"));
    }
  }

  @Test
  void whatIsWrongIsSaidWithAnExitCode() throws IOException {
    var settings = Files.writeString(folder.resolve("engine.json"), "{\"mtu\": \"much\"}");
    var words = List.of("env", "JUG_CONFIG=" + settings, Jug.program(), "doctor", "-q");
    var page = Jug.finish(jug.start(words), new byte[0]);
    assertThat(page.code()).isEqualTo(1);
    assertThat(page.out())
        .contains("  wrong  settings", settings.toString(), "means: no engine starts", "do:    ")
        .doesNotContain("  ok ")
        .endsWith(" 1 wrong\n");
  }

  @Test
  void wordsThatItDoesNotKnowAreRefused() {
    for (boolean runs : new boolean[] {false, true}) {
      if (runs) {
        jug.run("engine", "start").ok();
      }
      var refused = jug.run("doctor", "--nonsense");
      assertThat(refused.code()).isEqualTo(125);
      assertThat(refused.err()).contains("Unknown option: '--nonsense'", "jug doctor --help");
      assertThat(jug.run("doctor", "--help").ok().out()).contains("Usage: jug doctor");
    }
  }
}
