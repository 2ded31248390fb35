package dev.jug.grpc;

import dev.jug.grpc.http2.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What stands at the end of an answer.
 *
 * @param status how the call ended
 * @param message for people; empty if all is well
 * @param details a {@code google.rpc.Status}; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares trailers.
record Trailers(Status status, String message, byte[] details) {
  /** How answers begin. */
  static final List<Field> HEADERS =
      List.of(new Field(":status", "200"), new Field("content-type", "application/grpc"));

  private static final String STATUS = "grpc-status";
  private static final String MESSAGE = "grpc-message";

  static final Trailers OK = new Trailers(Status.OK, "", new byte[0]);

  static Trailers of(GrpcException failure) {
    return new Trailers(failure.status(), failure.getMessage(), failure.details());
  }

  /** Of an answer that was read. */
  static Trailers of(List<Field> fields) {
    var status = Status.UNKNOWN;
    var message = "the answer has no status";
    for (var field : fields) {
      switch (field.name()) {
        case STATUS -> {
          status = Status.of(field.value());
          message = "";
        }
        case MESSAGE -> message = decode(field.value());
        default -> {}
      }
    }
    return new Trailers(status, message, new byte[0]);
  }

  void requireOk() throws GrpcException {
    if (status != Status.OK) {
      throw new GrpcException(status, message);
    }
  }

  /**
   * As fields.
   *
   * @param begun whether the answer has begun; the fields that begin it come first otherwise
   */
  List<Field> fields(boolean begun) {
    var fields = new ArrayList<Field>(begun ? List.of() : HEADERS);
    fields.add(new Field(STATUS, Integer.toString(status.code())));
    if (!message.isEmpty()) {
      fields.add(new Field(MESSAGE, encode(message)));
    }
    if (details.length > 0) {
      var text = Base64.getEncoder().withoutPadding().encodeToString(details);
      fields.add(new Field("grpc-status-details-bin", text));
    }
    return fields;
  }

  /** Bytes that are no printable ASCII, and the sign itself, become {@code %XX}. */
  static String encode(String text) {
    var coded = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      if (next >= ' ' && next < 0x7f && next != '%') {
        coded.append((char) next);
      } else {
        coded.append(String.format("%%%02X", next & 0xff));
      }
    }
    return coded.toString();
  }

  static String decode(String coded) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < coded.length(); i++) {
      boolean escaped =
          coded.charAt(i) == '%' && coded.substring(i + 1).matches("(?s)[0-9a-fA-F]{2}.*");
      bytes.write(escaped ? Integer.parseInt(coded.substring(i + 1, i + 3), 16) : coded.charAt(i));
      i += escaped ? 2 : 0;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
