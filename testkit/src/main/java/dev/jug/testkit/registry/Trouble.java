package dev.jug.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Something a registry should not do. */
public interface Trouble {
  /**
   * Answers a request.
   *
   * @param usual does what was asked, and gives what the answer would be
   * @param closing is counted down when the server ends
   */
  void answer(HttpExchange exchange, Supplier<Reply> usual, CountDownLatch closing)
      throws IOException, InterruptedException;

  /** Answers something else. */
  static Trouble instead(Reply other) {
    return (exchange, _, _) -> other.send(exchange);
  }

  /** Answers with one more, or another, header. */
  static Trouble header(String name, String value) {
    return (exchange, usual, _) -> usual.get().with(name, value).send(exchange);
  }

  /** Sends another body than the right one. */
  static Trouble body(byte[] other) {
    return (exchange, usual, _) -> usual.get().with(other).send(exchange);
  }

  /** Sends the caller elsewhere. */
  static Trouble redirect(int status, String location) {
    return instead(Reply.of(status).with("Location", location));
  }

  /** Ends the connection after some bytes of the body. */
  static Trouble cutAfter(int bytes) {
    return (exchange, usual, _) -> begin(exchange, usual.get(), bytes);
  }

  /** Does what was asked, and ends the connection without a word. */
  static Trouble hangUp() {
    return (_, usual, _) -> {
      var _ = usual.get();
      throw new IOException("hung up on purpose");
    };
  }

  /** Sends some bytes of the body, and no more. */
  static Trouble stallAfter(int bytes) {
    return (exchange, usual, closing) -> {
      begin(exchange, usual.get(), bytes);
      closing.await();
    };
  }

  private static void begin(HttpExchange exchange, Reply reply, int bytes) throws IOException {
    reply.begin(exchange, reply.body().length);
    exchange.getResponseBody().write(reply.body(), 0, bytes);
    exchange.getResponseBody().flush();
  }

  /** Does what was asked, and does not say so. */
  static Trouble silence() {
    return (_, usual, closing) -> {
      var _ = usual.get();
      closing.await();
    };
  }

  /** Sends the body, and then more and more. */
  static Trouble flood() {
    return (exchange, usual, closing) -> {
      var reply = usual.get();
      reply.begin(exchange, -1);
      exchange.getResponseBody().write(reply.body());
      while (closing.getCount() > 0) {
        exchange.getResponseBody().write(new byte[8192]);
      }
    };
  }
}
