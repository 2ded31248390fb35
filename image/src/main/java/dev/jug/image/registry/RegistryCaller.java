package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.Endpoint;
import dev.jug.image.registry.endpoint.Refusal;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.PayloadException;
import dev.jug.image.registry.http.Request;
import dev.jug.image.registry.http.Timing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server: says who asks, tries again what may work later, and turns what does not work
 * into words. Thread-safe.
 */
final class RegistryCaller {
  /** Who is asked to come back later than that does not wait here. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final RegistryServer server;
  private final Timing timing;

  RegistryCaller(RegistryServer server, Timing timing) {
    this.server = server;
    this.timing = timing;
  }

  String name() {
    return server.name();
  }

  RegistryServer server() {
    return server;
  }

  /**
   * Asks, and asks again.
   *
   * @throws ImageException if the server refuses, or cannot be reached
   * @throws PayloadException if what is to be sent cannot be read
   */
  <T> T call(Endpoint<T> endpoint) throws PayloadException {
    for (int attempt = 1; ; attempt++) {
      try {
        switch (ask(endpoint)) {
          case Outcome.Done<T>(var value) -> {
            return value;
          }
          case Outcome.Refused<T>(var refusal) -> {
            var pause = timing.pause(attempt, refusal.retryAfter());
            int most = refusal.status() == 429 ? timing.attempts() : attempts(endpoint);
            boolean useless = attempt >= most || pause.compareTo(LONGEST_PAUSE) > 0;
            if (!refusal.isPassing() || useless) {
              throw failure(endpoint, refusal);
            }
            timing.sleep(pause);
          }
        }
      } catch (PayloadException e) {
        throw e;
      } catch (IOException e) {
        if (attempt >= attempts(endpoint) || !mayPass(e)) {
          throw Unreachable.during(endpoint.action(), server.name(), e);
        }
        rest(endpoint, attempt);
      }
    }
  }

  private sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}
  }

  private int attempts(Endpoint<?> endpoint) {
    return endpoint.repeatable() ? timing.attempts() : 1;
  }

  private void rest(Endpoint<?> endpoint, int attempt) {
    try {
      timing.sleep(timing.pause(attempt, Optional.empty()));
    } catch (InterruptedIOException e) {
      throw Unreachable.during(endpoint.action(), server.name(), e);
    }
  }

  /** A server that is not there, or is not who it should be, will not change in seconds. */
  private static boolean mayPass(IOException e) {
    return !(e instanceof ConnectException
        || e instanceof SSLHandshakeException
        || TlsTrouble.isPlain(e)
        || (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()));
  }

  private <T> Outcome<T> ask(Endpoint<T> endpoint) throws IOException {
    @Nullable Answer open = authorized(endpoint);
    try {
      var answer = open;
      if (!endpoint.accepts(answer.status())) {
        return new Outcome.Refused<>(Refusal.read(answer, timing.clock()));
      }
      T value = endpoint.understand(answer);
      if (endpoint.streams()) {
        open = null;
      }
      return new Outcome.Done<>(value);
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  /** Credentials go to the registry itself, and challenges are answered to nobody else. */
  private Answer authorized(Endpoint<?> endpoint) throws IOException {
    var api = server.api();
    var uri = server.transport().reachable(api, endpoint.uri(api));
    var request = new Request(endpoint.method(), uri, endpoint.headers(), endpoint.payload());
    if (!Request.sameOrigin(api, uri)) {
      return server.transport().send(request);
    }
    var authorizer = server.authorizer();
    var said = authorizer.header(endpoint.scopes());
    var answer = server.transport().send(request.authorized(said));
    if (answer.status() != 401 || !Request.sameOrigin(api, answer.from())) {
      return answer;
    }
    Optional<String> better;
    try {
      var challenges = answer.headers().allValues("WWW-Authenticate");
      better = authorizer.another(challenges, endpoint.scopes(), said);
    } catch (IOException | RuntimeException e) {
      answer.close();
      throw e;
    }
    if (better.isEmpty()) {
      return answer;
    }
    answer.close();
    return server.transport().send(request.authorized(better));
  }

  private ImageException failure(Endpoint<?> endpoint, Refusal refusal) {
    return endpoint.refused(refusal).orElseGet(() -> general(endpoint, refusal));
  }

  /** What a push was doing when it was refused interests nobody. */
  private Optional<String> pushDenied(Endpoint<?> endpoint, Refusal refusal) {
    return endpoint.scopes().stream()
        .flatMap(scope -> scope.pushed().stream())
        .map(to -> "push access denied for %s/%s: %s".formatted(server.name(), to, refusal.text()))
        .findFirst();
  }

  private ImageException general(Endpoint<?> endpoint, Refusal refusal) {
    var where = endpoint.action().contains(server.name()) ? "" : " at " + server.name();
    var message = endpoint.action() + where + " failed: " + refusal.text();
    return switch (refusal.status()) {
      case 401, 403 ->
          new ImageException(
              ImageException.Kind.DENIED,
              pushDenied(endpoint, refusal).orElse(message),
              "log in with jug login " + server.name());
      case 404 -> new ImageException(ImageException.Kind.NOT_FOUND, message);
      case 429 ->
          new ImageException(
              ImageException.Kind.UNAVAILABLE,
              message,
              "wait a while, or log in with jug login "
                  + server.name()
                  + ": those who are known may ask more often");
      default ->
          refusal.isPassing()
              ? new ImageException(ImageException.Kind.UNAVAILABLE, message, "try again later")
              : new ImageException(ImageException.Kind.FAILED, message);
    };
  }
}
