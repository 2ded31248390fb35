package dev.jug.image.registry.http;

import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.RegistryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests. A request or an answer that does not move for too long is an {@link IOException};
 * one that moves may take as long as it needs. Thread-safe.
 */
public final class Transport implements AutoCloseable {
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> FOLLOWING = Set.of("GET", "HEAD");
  private static final int MOST_HOPS = 5;

  private final RegistryConfig config;
  private final Duration stall;
  private final Clients clients;

  public Transport(RegistryConfig config, Timing timing) {
    this.config = config;
    stall = timing.stall();
    clients = new Clients(config, timing.connect());
  }

  /**
   * Sends a request, and follows where it is sent to if it only asks.
   *
   * @return whatever status it has
   * @throws PayloadException if what is to be sent cannot be read
   * @throws IOException if the server cannot be reached, or the connection breaks or stalls
   */
  public Answer send(Request request) throws IOException {
    var next = request;
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      var answer = once(next);
      if (!REDIRECTIONS.contains(answer.status()) || !FOLLOWING.contains(request.method())) {
        return answer;
      }
      try (answer) {
        next = next.elsewhere(redirection(answer));
      }
    }
    throw new IOException("more than " + MOST_HOPS + " redirections");
  }

  private URI redirection(Answer answer) throws IOException {
    try {
      return reachable(answer.from(), answer.from().resolve(answer.header("Location").orElse("")));
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirection leads to no address", e);
    }
  }

  /**
   * Says whether a server may send us there: not out of TLS, unless an administrator says so.
   *
   * @throws IOException if not
   */
  public URI reachable(URI from, URI to) throws IOException {
    boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
    if (!web || to.getHost() == null) {
      throw new IOException("a redirection leads to no address");
    }
    var server = HostPort.of(to);
    if (from.getScheme().equals("https")
        && to.getScheme().equals("http")
        && !config.insecure().contains(server)) {
      throw new IOException(
          HostPort.of(from) + " leads to plain HTTP on " + server + ", which is not listed for it");
    }
    return to;
  }

  private Answer once(Request request) throws IOException {
    try (var content = open(request.payload())) {
      var exchange =
          clients.of(request.uri()).sendAsync(http(request, content), _ -> new AnswerBody(stall));
      var response = await(exchange, content);
      return new Answer(response.statusCode(), response.headers(), response.body(), request.uri());
    }
  }

  private static CountedStream open(Payload payload) throws PayloadException {
    try {
      return new CountedStream(payload.open());
    } catch (IOException e) {
      throw new PayloadException(e);
    }
  }

  private static HttpRequest http(Request request, CountedStream content) {
    var http = HttpRequest.newBuilder(request.uri());
    request.headers().forEach(http::header);
    http.setHeader("User-Agent", "jug");
    return http.method(request.method(), publisher(request.payload(), content)).build();
  }

  private static BodyPublisher publisher(Payload payload, CountedStream content) {
    return payload.length() == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> content), payload.length());
  }

  private HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> exchange, CountedStream content)
      throws IOException {
    long before = 0;
    while (true) {
      try {
        return exchange.get(stall.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (content.count() == before) {
          exchange.cancel(true);
          throw new IOException("no answer for " + stall.toSeconds() + " s");
        }
        before = content.count();
      } catch (ExecutionException e) {
        throw failure(e, content);
      } catch (InterruptedException _) {
        exchange.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for an answer");
      }
    }
  }

  private static IOException failure(ExecutionException e, CountedStream content) {
    var payload = content.failure();
    if (payload != null) {
      return new PayloadException(payload);
    }
    return e.getCause() instanceof IOException cause
        ? cause
        : new IOException(String.valueOf(e.getCause()), e);
  }

  @Override
  public void close() {
    clients.close();
  }
}
