package dev.jug.streaming.token;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for, until somebody comes for it: each once, and not for long. A token is 128 bits
 * of chance, so that only who was given it has it. Thread-safe.
 */
public final class Tokens<T> {
  private static final int SIZE = 16;

  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Kept<T>> kept = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Duration life;
  private final int most;

  private record Kept<T>(T value, long until) {}

  /**
   * Keeps nothing yet.
   *
   * @param life of a token
   * @param most tokens at a time
   */
  public Tokens(InstantSource clock, Duration life, int most) {
    this.clock = clock;
    this.life = life;
    this.most = most;
  }

  /** The token to come with; empty if too many are out. */
  public synchronized Optional<String> put(T value) {
    forget();
    if (kept.size() >= most) {
      return Optional.empty();
    }
    var bytes = new byte[SIZE];
    chance.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    kept.put(token, new Kept<>(value, clock.millis() + life.toMillis()));
    return Optional.of(token);
  }

  /** What a token stands for, for the first who comes in time. */
  public synchronized Optional<T> take(String token) {
    forget();
    return Optional.ofNullable(kept.remove(token)).map(Kept::value);
  }

  /** The oldest come first, and all live equally long. */
  private void forget() {
    long now = clock.millis();
    var oldest = kept.values().iterator();
    while (oldest.hasNext() && oldest.next().until() <= now) {
      oldest.remove();
    }
  }
}
