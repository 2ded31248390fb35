package dev.jug.build.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.error.DockerfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, a/b/c, true",
    "a, b/a, false",
    "/a, a, true",
    "a/, a, true",
    "./a/../b, b, true",
    "*, a, true",
    "*, a/b, true",
    "*/temp*, some/temporary.txt, true",
    "*/temp*, temporary.txt, false",
    "*/*/temp*, a/b/temp, true",
    "temp?, tempa, true",
    "temp?, temp, false",
    "**, a/b, true",
    "**/x, x, true",
    "**/x, a/b/x, true",
    "**/x, a/bx, false",
    "a/**, a/b/c, true",
    "a/**, a, false",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "**/*.go, main.go, true",
    "**/*.go, a/b/main.go, true",
    "**.md, a/b/x.md, true",
    "[a-c].txt, b.txt, true",
    "[^a-c].txt, b.txt, false",
    "[^a-c].txt, d.txt, true",
    "a[^x]b, a/b, false",
    "\\*, *, true",
    "\\*, a, false",
    "a.b, axb, false",
    "(a|b)+, a, false",
  })
  void patternsMeanWhatTheyMeanToDocker(String pattern, String path, boolean out) {
    assertThat(IgnoreRules.parse(".dockerignore", pattern).leavesOut(path)).isEqualTo(out);
  }

  @Test
  void theLastLineThatIsAboutAPathCounts() {
    var rules = IgnoreRules.parse(".dockerignore", "*.md\n!README*.md\nREADME-secret.md\n");

    assertThat(rules.leavesOut("x.md")).isTrue();
    assertThat(rules.leavesOut("README.md")).isFalse();
    assertThat(rules.leavesOut("README-secret.md")).isTrue();
    assertThat(IgnoreRules.parse("x", "!a\na").leavesOut("a")).isTrue();
  }

  @Test
  void commentsAndEmptyLinesAreNone() {
    var rules = IgnoreRules.parse(".dockerignore", "\uFEFF# a comment\n\n  \n !  b \r\n  #c\n.\n");

    assertThat(rules.leavesOut("# a comment")).isFalse();
    assertThat(rules.leavesOut("#c")).as("only in the first column").isTrue();
    assertThat(rules.leavesOut("a")).isFalse();
    assertThat(IgnoreRules.parse(".dockerignore", "#\n\n").isEmpty()).isTrue();
  }

  @Test
  void whatIsTakenBackBelowALeftOutDirectoryIsFound() {
    var rules = IgnoreRules.parse(".dockerignore", "*\n!src/main/**\n!**/keep\n");

    assertThat(rules.leavesOut("src")).isTrue();
    assertThat(rules.leavesOut("src/main/App.java")).isFalse();
    assertThat(rules.leavesOutAllBelow("src")).isFalse();
    assertThat(rules.leavesOutAllBelow("other")).as("**/keep may be there").isFalse();

    var narrow = IgnoreRules.parse(".dockerignore", "*\n!src/main\n");
    assertThat(narrow.leavesOutAllBelow("src")).isFalse();
    assertThat(narrow.leavesOutAllBelow("src/test")).isTrue();
    assertThat(narrow.leavesOutAllBelow("target")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a[", "[]a]", "[a-", "a\\", "[-]", "[a-]"})
  void aPatternThatMakesNoSenseIsNamedWithItsLine(String pattern) {
    assertThatThrownBy(() -> IgnoreRules.parse(".dockerignore", "ok\n" + pattern))
        .isInstanceOfSatisfying(
            DockerfileException.class, wrong -> assertThat(wrong.line()).isEqualTo(2))
        .hasMessage("error parsing .dockerignore: syntax error in pattern: " + pattern);
  }

  @Test
  void aDockerfileMayHaveRulesOfItsOwn() {
    assertThat(IgnoreRules.names("docker/web.Dockerfile"))
        .containsExactly("docker/web.Dockerfile.dockerignore", ".dockerignore");
  }
}
