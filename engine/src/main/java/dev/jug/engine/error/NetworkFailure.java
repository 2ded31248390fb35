package dev.jug.engine.error;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.network.error.NetworkException;
import java.util.function.Supplier;

/** What networks say, as the engine says it. */
public final class NetworkFailure {
  private NetworkFailure() {}

  /** Does something with networks. */
  public static <T> T translated(Supplier<T> action) {
    try {
      return action.get();
    } catch (NetworkException e) {
      throw of(e);
    }
  }

  /** The same kind of failure, with the same words. */
  public static EngineException of(NetworkException e) {
    var message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case NOT_FOUND -> new NotFound(message, e.remedy());
      case CONFLICT -> new Conflict(message, e.remedy());
      case INVALID -> new Invalid(message, e.remedy());
      case FORBIDDEN -> new Forbidden(message, e.remedy());
      case UNAVAILABLE -> new Unavailable(message, e.remedy());
      case FAILED -> new Failed(message, e.remedy().isEmpty() ? Remedy.of(e) : e.remedy(), e);
    };
  }
}
