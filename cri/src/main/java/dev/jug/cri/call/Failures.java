package dev.jug.cri.call;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.image.error.ImageException;
import dev.jug.oci.InvalidDocumentException;
import dev.jug.streaming.TooManyRequestsException;
import java.io.IOException;

/** What a kubelet is told of a failure: the only place where an exception becomes a status. */
final class Failures {
  private Failures() {}

  static GrpcException of(Exception e) {
    return switch (e) {
      case GrpcException known -> known;
      case EngineException engine -> failure(status(engine), text(engine, engine.advice()), e);
      case ImageException image -> failure(status(image.kind()), text(image, image.advice()), e);
      case TooManyRequestsException _ -> failure(Status.RESOURCE_EXHAUSTED, text(e, ""), e);
      case InvalidDocumentException _ -> failure(Status.INVALID_ARGUMENT, text(e, ""), e);
      case ProtoException _ -> failure(Status.INVALID_ARGUMENT, text(e, ""), e);
      case IOException _ -> failure(Status.UNKNOWN, text(e, ""), e);
      default -> failure(Status.INTERNAL, String.valueOf(e), e);
    };
  }

  private static GrpcException failure(Status status, String text, Exception cause) {
    var failure = new GrpcException(status, text);
    failure.initCause(cause);
    return failure;
  }

  private static String text(Exception e, String advice) {
    var message = String.valueOf(e.getMessage());
    return advice.isEmpty() ? message : message + "; " + advice;
  }

  private static Status status(EngineException e) {
    return switch (e) {
      case NotFound _ -> Status.NOT_FOUND;
      case Conflict _ -> Status.FAILED_PRECONDITION;
      case Invalid _ -> Status.INVALID_ARGUMENT;
      case Forbidden _ -> Status.PERMISSION_DENIED;
      case Unavailable _ -> Status.UNIMPLEMENTED;
      case Failed _ -> Status.UNKNOWN;
    };
  }

  private static Status status(ImageException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> Status.NOT_FOUND;
      case DENIED, REFUSED -> Status.PERMISSION_DENIED;
      case INVALID -> Status.INVALID_ARGUMENT;
      case CONFLICT -> Status.FAILED_PRECONDITION;
      case CORRUPT -> Status.DATA_LOSS;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case FAILED -> Status.UNKNOWN;
    };
  }
}
