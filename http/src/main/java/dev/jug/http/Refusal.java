package dev.jug.http;

import dev.jug.http.message.Headers;
import dev.jug.http.message.HttpException;
import dev.jug.http.wire.HttpDate;
import dev.jug.http.wire.ResponseHead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The answer to something that is no request; the connection ends behind it. */
final class Refusal {
  private Refusal() {}

  static void send(Connection connection, String id, HttpException reason) throws IOException {
    var settings = connection.settings();
    var content = settings.errors().of(reason.status(), reason.reason());
    var body = content.bytes();
    var head =
        new ResponseHead(
                reason.status(),
                List.of(
                    new Headers.Field("Content-Type", content.type()),
                    new Headers.Field("Content-Length", Integer.toString(body.length)),
                    new Headers.Field("Date", HttpDate.of(Instant.now())),
                    new Headers.Field("Connection", "close")))
            .bytes();
    var all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    connection.link().out().write(all);
    settings
        .log()
        .add(new AccessLog.Entry(id, connection.peer(), "", "", reason.status(), Duration.ZERO));
  }
}
