package dev.jug.streaming.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TokensTest {
  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;
  private final Tokens<String> tokens = new Tokens<>(clock, Duration.ofMinutes(1), 3);

  private String put(String value) {
    return tokens.put(value).orElseThrow();
  }

  @Test
  void oneIsGoodOnce() {
    var token = put("a");
    assertThat(token).matches("[A-Za-z0-9_-]{22}");
    assertThat(tokens.take(token)).contains("a");
    assertThat(tokens.take(token)).isEmpty();
    assertThat(tokens.take("nonsense")).isEmpty();
  }

  @Test
  void oneIsGoodForAMinute() {
    var first = put("a");
    now = now.plusSeconds(30);
    var second = put("b");
    now = now.plusSeconds(30);
    assertThat(tokens.take(first)).isEmpty();
    assertThat(tokens.take(second)).contains("b");
  }

  @Test
  void tooManyAreRefusedUntilTheOldestEnd() {
    put("a");
    put("b");
    now = now.plusSeconds(59);
    put("c");
    assertThat(tokens.put("d")).isEmpty();
    now = now.plusSeconds(1);
    assertThat(tokens.put("d")).isPresent();
    assertThat(tokens.put("e")).isPresent();
    assertThat(tokens.put("f")).isEmpty();
  }

  @Test
  void noTwoAreAlike() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      var token = put("a");
      assertThat(seen.add(token)).isTrue();
      tokens.take(token);
    }
  }
}
