package dev.jug.buildkit.progress;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.error.DockerfileException;
import dev.jug.engine.error.EngineException;
import dev.jug.image.error.ImageException;
import java.util.concurrent.CancellationException;

/** What clients are told of failures: the words that they print, and match on. */
public final class Failures {
  private static final String CANCELLED = "context canceled";

  private Failures() {}

  /** Of whatever can go wrong in a build. */
  public static String text(Exception failure) {
    return switch (failure) {
      case BuildFailure build when !build.command().isEmpty() ->
          "process \""
              + String.join(" ", build.command())
              + "\" did not complete successfully: exit code: "
              + build.code();
      case DockerfileException dockerfile -> dockerfile.describe();
      case ImageException image -> with(image.getMessage(), image.advice());
      case EngineException engine -> with(engine.getMessage(), engine.advice());
      case InterruptedException _ -> CANCELLED;
      case CancellationException _ -> CANCELLED;
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static String with(String message, String advice) {
    return advice.isEmpty() ? message : message + "\n" + advice;
  }
}
