package dev.jug.build.java.training;

import java.io.Serial;

/** No cache came of a training run. It is told in one line. */
final class TrainingFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TrainingFailure(String message) {
    super(message, null, false, false);
  }
}
