package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.plan.Step;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Reads a launcher's answer: the process id, or a failed operation, which becomes a sentence with
 * what failed, on what, why, and what to do. For a command that cannot be executed the sentence has
 * the phrases Docker's clients look for.
 *
 * @param steps what was being executed, by the numbers of operations
 * @param command the program that was to run
 */
record LaunchOutcome(IntFunction<Optional<Step>> steps, String command) {
  int of(Optional<Frame> answer) {
    var frame = answer.orElseThrow(LaunchOutcome::launcherKilled);
    if (frame.type() == FrameType.STARTED) {
      return frame.number(0);
    }
    throw failure(frame);
  }

  /** It ends by itself only with an answer. */
  static LaunchException launcherKilled() {
    return new LaunchException(
        Kind.OTHER,
        Optional.empty(),
        "its launcher was killed while it made the process, by somebody or for want of memory;"
            + " nothing is left of that, so it can be started again");
  }

  /** The failure that a launcher reports. */
  LaunchException failure(Frame frame) {
    return frame.type() == FrameType.FAILED
        ? failure(frame.number(0), Errno.of(frame.number(1)))
        : new LaunchException(
            Kind.OTHER, Optional.empty(), "the launcher answered " + frame.type());
  }

  LaunchException failure(int index, Errno errno) {
    return steps
        .apply(index)
        .map(step -> step.command() ? command(errno) : failed(step, errno))
        .orElseGet(() ->
            new LaunchException(
                Kind.OTHER,
                Optional.of(errno),
                "the launcher refused the launch plan: its version does not fit this engine"));
  }

  private LaunchException command(Errno errno) {
    var quoted = "exec: \"" + command + "\": ";
    var inPath = !command.contains("/");
    return switch (errno) {
      case ENOENT, ENOTDIR ->
          new LaunchException(
              Kind.COMMAND_NOT_FOUND,
              Optional.of(errno),
              quoted
                  + (inPath
                      ? "executable file not found in $PATH"
                      : "stat " + command + ": no such file or directory"));
      case EACCES ->
          new LaunchException(
              Kind.COMMAND_NOT_EXECUTABLE, Optional.of(errno), quoted + "permission denied");
      default ->
          new LaunchException(
              Kind.COMMAND_NOT_EXECUTABLE,
              Optional.of(errno),
              quoted + errno.description().toLowerCase(java.util.Locale.ROOT) + hint(errno));
    };
  }

  private static String hint(Errno errno) {
    return errno == Errno.ENOEXEC
        ? " (a script without #! line, or a program for another processor)"
        : "";
  }

  private static LaunchException failed(Step step, Errno errno) {
    var hint = step.hint().isEmpty() ? "" : "; " + step.hint();
    return new LaunchException(
        Kind.OTHER,
        Optional.of(errno),
        "%s: %s (%s)%s".formatted(step.text(), errno.description(), errno.name(), hint));
  }
}
