package dev.jug.build.dockerfile;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code --mount} of {@code RUN}, as it is written.
 *
 * @param text after the equals sign
 * @param options by key, in order; empty values where a key stands alone
 */
public record MountFlag(String text, Map<String, String> options) {
  /** Stage, image or named context that it reads from; null for the build context or nothing. */
  public @Nullable String from() {
    return options.get("from");
  }

  /**
   * The mount it means.
   *
   * @param expand what becomes of values
   * @throws IllegalArgumentException if it makes no sense, with a sentence for the user
   */
  public Mount resolve(UnaryOperator<String> expand) {
    return new MountReader(this, expand).read();
  }
}
