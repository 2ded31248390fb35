package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.engine.error.EngineException.Invalid;

/**
 * Whether a container that has ended is started again ({@code --restart}).
 *
 * @param rule when
 * @param maximumRetries how often after failures, 0 for any number; 0 unless the rule is {@link
 *     Rule#ON_FAILURE}
 */
public record RestartPolicy(Rule rule, int maximumRetries) {
  /** It stays ended. */
  public static final RestartPolicy NO = new RestartPolicy(Rule.NO, 0);

  /** When a container is started again. */
  public enum Rule {
    NO("no"),
    /** After an exit code other than 0. */
    ON_FAILURE("on-failure"),
    /** Unless somebody ended it; when an engine starts, even then. */
    ALWAYS("always"),
    /** Unless somebody ended it. */
    UNLESS_STOPPED("unless-stopped");

    private final String word;

    Rule(String word) {
      this.word = word;
    }

    /** Docker's word. */
    public String word() {
      return word;
    }
  }

  public RestartPolicy {
    if (maximumRetries < 0) {
      throw new Invalid("maximum retry count cannot be negative", "");
    }
    if (maximumRetries > 0 && rule != Rule.ON_FAILURE) {
      throw new Invalid(
          "invalid restart policy: maximum retry count can only be used with 'on-failure'", "");
    }
  }

  /**
   * Reads {@code no} (or nothing), {@code always}, {@code unless-stopped}, {@code on-failure}, or
   * {@code on-failure:RETRIES}.
   *
   * @throws Invalid if it is none of these
   */
  @JsonCreator
  public static RestartPolicy parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return of(text, 0);
    }
    try {
      return of(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new Invalid(
          "invalid restart policy format: maximum retry count must be an integer: " + text,
          "Example: --restart on-failure:3");
    }
  }

  /** A policy by Docker's word for its rule, empty for {@code no}. */
  public static RestartPolicy of(String word, int maximumRetries) {
    for (var rule : Rule.values()) {
      if (rule.word().equals(word.isEmpty() ? "no" : word)) {
        return new RestartPolicy(rule, maximumRetries);
      }
    }
    throw new Invalid(
        "invalid restart policy: unknown policy '"
            + word
            + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
        "");
  }

  /** The notation that {@link #parse} reads. */
  @JsonValue
  public String shown() {
    return maximumRetries == 0 ? rule.word() : rule.word() + ":" + maximumRetries;
  }
}
