package dev.jug.engine.restart;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.RestartPolicy.Rule;

/** What a restart policy says about a container that has ended, as Docker reads it. */
@SuppressWarnings("exports") // Only the engine itself asks it.
public final class Verdict {
  private Verdict() {}

  /** Whether it is started again at its end, which an engine may have seen later. */
  public static boolean atEnd(ContainerRecord ended) {
    if (ended.ordered()) {
      return false;
    }
    var policy = ended.request().restartPolicy();
    return switch (policy.rule()) {
      case NO -> false;
      case ALWAYS, UNLESS_STOPPED -> true;
      case ON_FAILURE -> ended.exitCode() != 0 && hasRetries(policy, ended);
    };
  }

  private static boolean hasRetries(RestartPolicy policy, ContainerRecord ended) {
    return policy.maximumRetries() == 0 || ended.restartCount() < policy.maximumRetries();
  }

  /** Whether one that ended under an earlier engine is started by the next one. */
  public static boolean atOpening(ContainerRecord ended) {
    return ended.hasRun()
        && switch (ended.request().restartPolicy().rule()) {
          case NO, ON_FAILURE -> false;
          case ALWAYS -> true;
          case UNLESS_STOPPED -> !ended.ordered();
        };
  }

  /** Whether an engine has to be there for it although it does not run. */
  public static boolean needsEngine(ContainerRecord container) {
    return container.request().restartPolicy().rule() == Rule.ALWAYS && container.hasRun();
  }
}
