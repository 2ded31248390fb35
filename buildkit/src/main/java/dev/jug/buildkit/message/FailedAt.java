package dev.jug.buildkit.message;

import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The lines of a Dockerfile that failed; clients show them below the message.
 *
 * @param file what the user calls it
 * @param text all of it
 * @param first line from 1
 * @param last line
 */
public record FailedAt(String file, String text, int first, int last) {
  /** What BuildKit calls the type; its form is JSON. */
  private static final String TYPE = "github.com/moby/buildkit/errdefs.Source+json";

  /** A {@code google.rpc.Status} that has it. */
  public byte[] status(Status status, String message) {
    return ProtoWriter.message(out ->
        out.number(1, status.code())
            .text(2, message)
            .message(3, any -> any.text(1, TYPE).text(2, json())));
  }

  private String json() {
    var name = file.replaceAll("[\\p{Cntrl}\"\\\\]", "?");
    var data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "{\"info\":{\"filename\":\"%s\",\"data\":\"%s\"},\"ranges\":[{\"start\":{\"line\":%d},\"end\":{\"line\":%d}}]}"
        .formatted(name, data, first, last);
  }
}
