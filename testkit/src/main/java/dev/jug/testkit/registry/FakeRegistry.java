package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A registry on the loopback interface that holds everything in memory, remembers what it was
 * asked, and makes trouble on demand. Thread-safe.
 */
public final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final FakeContent content = new FakeContent();
  private final Origin origin;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Planned> troubles = new CopyOnWriteArrayList<>();
  private volatile Gate gate = Gate.OPEN;

  private record Planned(Pattern request, AtomicInteger left, Trouble trouble) {
    boolean isFor(Seen asked) {
      return request.matcher(asked.toString()).matches() && left.getAndDecrement() > 0;
    }
  }

  /** Starts one that speaks plain HTTP. */
  public FakeRegistry() {
    this(null, false);
  }

  /**
   * Starts one that asks another, and makes trouble on the way.
   *
   * @param upstream its address and port
   */
  public FakeRegistry(String upstream) {
    this(null, false, Upstream.at(upstream));
  }

  /**
   * Starts one that speaks TLS.
   *
   * @param clientsProve whether clients must have a certificate
   */
  public FakeRegistry(@Nullable SSLContext tls, boolean clientsProve) {
    this(tls, clientsProve, null);
  }

  private FakeRegistry(@Nullable SSLContext tls, boolean clientsProve, @Nullable Origin other) {
    origin = other == null ? content : other;
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      server = tls == null ? HttpServer.create(address, 0) : secure(address, tls, clientsProve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpsServer secure(InetSocketAddress address, SSLContext tls, boolean clientsProve)
      throws IOException {
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var ssl = tls.getDefaultSSLParameters();
            ssl.setNeedClientAuth(clientsProve);
            parameters.setSSLParameters(ssl);
          }
        });
    return server;
  }

  /** Where it is: address and port. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it holds. */
  public FakeContent content() {
    return content;
  }

  /** Lets only some pass from now on. */
  public void gate(Gate other) {
    gate = other;
  }

  /**
   * Makes trouble.
   *
   * @param request a pattern of {@code METHOD /path}
   * @param times how often
   */
  public void trouble(String request, int times, Trouble trouble) {
    troubles.add(new Planned(Pattern.compile(request), new AtomicInteger(times), trouble));
  }

  /** Makes no trouble any more. */
  public void calm() {
    troubles.clear();
  }

  /** What it was asked, in order. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** What it was asked that looks like this. */
  public List<Seen> seen(String request) {
    return seen.stream().filter(asked -> asked.toString().matches(request)).toList();
  }

  /** An exchange that ends with its reply half sent ends the connection. */
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = Seen.of(exchange);
      seen.add(asked);
      var body = exchange.getRequestBody().readAllBytes();
      var trouble = troubles.stream().filter(planned -> planned.isFor(asked)).findFirst();
      if (trouble.isPresent()) {
        trouble.get().trouble().answer(exchange, () -> usual(asked, body), closing);
      } else {
        usual(asked, body).send(exchange);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply usual(Seen asked, byte[] body) {
    var token =
        asked.path().equals("/token")
            ? gate.token(asked, new String(body, UTF_8))
            : Optional.<Reply>empty();
    return token.or(() -> gate.check(asked)).orElseGet(() -> originally(asked, body));
  }

  private Reply originally(Seen asked, byte[] body) {
    try {
      return origin.answer(asked, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
    origin.close();
  }
}
