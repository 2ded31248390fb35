package dev.jug.docker.context;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.image.error.ImageException;
import dev.jug.oci.InvalidDocumentException;

/**
 * What a client is told of a failure: the only place where an exception becomes a status code.
 *
 * @param status of HTTP
 * @param message first Docker's words, on which clients match, then what to do
 */
public record ApiError(int status, String message) {

  /** Of the engine's failures. */
  public static ApiError of(EngineException e) {
    return new ApiError(status(e), message(e.getMessage(), e.advice()));
  }

  /** Of those of images. */
  public static ApiError of(ImageException e) {
    return new ApiError(status(e.kind()), message(e.getMessage(), e.advice()));
  }

  /** Of names, and of documents that somebody sent. */
  public static ApiError of(InvalidDocumentException e) {
    return new ApiError(400, String.valueOf(e.getMessage()));
  }

  private static String message(String why, String advice) {
    return advice.isEmpty() ? why : why + "\n" + advice;
  }

  /** A command that is not there is the client's mistake. */
  private static int status(EngineException e) {
    return switch (e) {
      case NotFound _ -> 404;
      case Conflict _ -> 409;
      case Invalid _ -> 400;
      case Forbidden _ -> 403;
      case Unavailable _ -> 501;
      case Failed failed ->
          switch (failed.kind()) {
            case COMMAND_NOT_FOUND, COMMAND_NOT_EXECUTABLE -> 400;
            case OTHER -> 500;
          };
    };
  }

  private static int status(ImageException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case INVALID, REFUSED -> 400;
      case DENIED -> 403;
      case UNAVAILABLE, CORRUPT, FAILED -> 500;
    };
  }
}
