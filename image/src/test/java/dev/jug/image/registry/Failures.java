package dev.jug.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a failure must say. */
final class Failures {
  private Failures() {}

  static void assertFails(ThrowingCallable call, Kind kind, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .message()
        .contains(words);
  }
}
