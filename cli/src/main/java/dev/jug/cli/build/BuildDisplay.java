package dev.jug.cli.build;

import dev.jug.build.exec.BuildListener;
import dev.jug.door.Front;
import dev.jug.engine.error.EngineException.Invalid;

/** A build as its user sees it, until it is closed. */
interface BuildDisplay extends BuildListener, AutoCloseable {
  /**
   * What {@code --progress} asks for.
   *
   * @param how {@code auto}, {@code plain}, {@code tty}, {@code json} or {@code quiet}
   * @throws Invalid for another word
   */
  static BuildDisplay of(String how, boolean quiet, Front front) {
    return switch (how) {
      case "plain" -> new PlainProgress(front, quiet);
      case "quiet" -> new PlainProgress(front, true);
      case "json", "rawjson" -> new JsonProgress(front::printError);
      case "tty" -> tty(front);
      case "auto" -> !quiet && front.isTerminal(2) ? tty(front) : new PlainProgress(front, quiet);
      default ->
          throw new Invalid(
              "invalid progress mode '" + how + "'", "Write auto, plain, tty, json or quiet.");
    };
  }

  private static BuildDisplay tty(Front front) {
    var request = front.request();
    return new TtyProgress(front::printErrorText, request.rows(), request.columns());
  }

  @Override
  default void close() {}
}
