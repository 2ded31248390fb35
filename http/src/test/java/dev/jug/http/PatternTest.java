package dev.jug.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.http.message.Target;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatternTest {
  private static Optional<Map<String, String>> match(String pattern, String path) {
    return Pattern.parse(pattern).match(Target.parse(path).segments());
  }

  @Test
  void aVariableIsOneSegment() {
    assertThat(match("/c/{id}/json", "/c/x/json")).contains(Map.of("id", "x"));
    assertThat(match("/c/{id}/json", "/c/x/y/json")).isEmpty();
    assertThat(match("/c/{id}/json", "/c//json")).isEmpty();
    assertThat(match("/c/{id}/json", "/c/x/json/")).isEmpty();
    assertThat(match("/c/{id}/json", "/c/x")).isEmpty();
  }

  @Test
  void anEncodedSlashIsNoBorder() {
    assertThat(match("/c/{id}/json", "/c/x%2Fy/json")).isEmpty();
    assertThat(match("/c/{id}", "/c/x%2Fjson")).isEmpty();
    assertThat(match("/c/{id}/json", "/c%2Fx/json")).isEmpty();
    assertThat(match("/i/{name...}/json", "/i/x%2Fjson")).isEmpty();
  }

  @Test
  void aTailIsOneSegmentOrMore() {
    assertThat(match("/i/{name...}/json", "/i/a/b:1/json")).contains(Map.of("name", "a/b:1"));
    assertThat(match("/i/{name...}/json", "/i/a%2Fb/json")).contains(Map.of("name", "a/b"));
    assertThat(match("/i/{name...}/json", "/i/json/json")).contains(Map.of("name", "json"));
    assertThat(match("/i/{name...}/json", "/i/json")).isEmpty();
    assertThat(match("/i/{name...}/json", "/i//json")).isEmpty();
    assertThat(match("/i/{name...}", "/i/a/b/c")).contains(Map.of("name", "a/b/c"));
    assertThat(match("/{name...}/x/{id}", "/a/b/x/y")).contains(Map.of("name", "a/b", "id", "y"));
  }

  @Test
  void theMoreSpecialComesFirst() {
    assertThat(
            Stream.of("/a/{b...}", "/{a}/b", "/a/{b}", "/a/{b...}/c", "/a/b", "/a/{b}/c")
                .map(Pattern::parse)
                .sorted()
                .map(Pattern::text))
        .containsExactly("/a/b", "/a/{b}/c", "/a/{b}", "/a/{b...}/c", "/a/{b...}", "/{a}/b");
  }

  @Test
  void aPatternThatMeansNothingIsRefused() {
    assertThatThrownBy(() -> Pattern.parse("a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pattern.parse("/{a...}/{b...}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
