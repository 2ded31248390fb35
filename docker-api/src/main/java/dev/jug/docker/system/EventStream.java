package dev.jug.docker.system;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Json;
import dev.jug.docker.json.Queries;
import dev.jug.docker.json.Times;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.EventFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code GET /events}: what happens, as it happens. */
record EventStream(Context context) {
  private static final int MOST_WAITING = 4096;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var filter = new EventFilter(context.gate().narrowed(Filters.parse(query.text("filters"))));
    var since = Objects.requireNonNullElse(moment(query.text("since")), Instant.MAX);
    var until = moment(query.text("until"));
    BlockingQueue<Event> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    var waiting = Thread.currentThread();
    response.header("Content-Type", Json.TYPE);
    // A client that does not read loses its stream, not the engine its memory.
    try (var _ = context.engine().events().subscribe(since, event -> offer(queue, event, waiting));
        var out = response.stream();
        var _ = request.watch(waiting::interrupt)) {
      out.flush();
      copy(queue, filter, until, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Here zero is 1970, and not nothing as it is for logs. */
  private static @Nullable Instant moment(String text) {
    return text.equals("0") ? Instant.EPOCH : Times.before(text);
  }

  private static void offer(BlockingQueue<Event> queue, Event event, Thread waiting) {
    if (!queue.offer(event)) {
      waiting.interrupt();
    }
  }

  private void copy(
      BlockingQueue<Event> queue, EventFilter filter, @Nullable Instant until, OutputStream out)
      throws IOException, InterruptedException {
    while (true) {
      var left = until == null ? FOR_EVER : Duration.between(Instant.now(), until);
      var event = queue.poll(Math.max(left.toMillis(), 0), TimeUnit.MILLISECONDS);
      if (event == null || (until != null && event.time().isAfter(until))) {
        return;
      }
      if (filter.test(event)) {
        out.write(context.json().bytes(message(event)));
        out.flush();
      }
    }
  }

  private static Map<String, Object> message(Event event) {
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, event.time());
    var message = new LinkedHashMap<String, Object>();
    if (event.isOfOldKind()) {
      message.put("status", event.name());
      putUnlessEmpty(message, "id", event.id());
      putUnlessEmpty(message, "from", event.attributes().getOrDefault("image", ""));
    }
    message.put("Type", event.type().word());
    message.put("Action", event.name());
    message.put("Actor", Map.of("ID", event.id(), "Attributes", event.attributes()));
    message.put("scope", "local");
    message.put("time", event.time().getEpochSecond());
    message.put("timeNano", nanos);
    return message;
  }

  private static void putUnlessEmpty(Map<String, Object> message, String field, String text) {
    if (!text.isEmpty()) {
      message.put(field, text);
    }
  }
}
