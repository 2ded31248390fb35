package dev.jug.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void aPathIsCutBeforeItIsDecoded() {
    assertThat(Target.parse("/a%2Fb/c%20d/").segments()).containsExactly("a/b", "c d", "");
    assertThat(Target.parse("/").segments()).containsExactly("");
  }

  @Test
  void theAbsoluteFormIsItsPath() {
    assertThat(Target.parse("HTTP://x:80/a?b").segments()).containsExactly("a");
    assertThat(Target.parse("http://x").segments()).containsExactly("");
    var odd = Target.parse("http://x?a=/b");
    assertThat(odd.segments()).containsExactly("");
    assertThat(odd.query().first("a")).contains("/b");
  }

  @Test
  void parametersRepeatAndMayHaveNoValue() {
    var query = Target.parse("/?a=1&b&a=%7B%22x+y%22%7D&&c=d=e").query();
    assertThat(query.all("a")).containsExactly("1", "{\"x y\"}");
    assertThat(query.first("b")).contains("");
    assertThat(query.first("c")).contains("d=e");
    assertThat(query.first("d")).isEmpty();
  }

  @Test
  void plusIsItselfInAPath() {
    assertThat(Target.parse("/a+b").segments()).containsExactly("a+b");
  }

  @Test
  void aQueryMayHoldMarksAndSlashes() {
    var target = Target.parse("/a?b=/../?");
    assertThat(target.segments()).containsExactly("a");
    assertThat(target.query().first("b")).contains("/../?");
  }
}
