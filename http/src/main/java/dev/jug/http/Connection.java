package dev.jug.http;

import dev.jug.http.endpoint.Peer;
import dev.jug.http.message.HttpException;
import dev.jug.http.socket.Link;
import dev.jug.http.wire.HeadLimits;
import dev.jug.http.wire.HeadReader;
import dev.jug.http.wire.RequestHead;
import dev.jug.http.wire.Source;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client, from its first byte to its last: one request after the other. */
final class Connection implements Runnable {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  /** Of a body that the handler did not read, to go on with the connection. */
  private static final long SKIPPED = 256L << 10;

  private final Server server;
  private final long number;
  private final Link link;
  private final Source source;
  private final Deadline deadline;
  private final HeadReader heads;
  private volatile boolean idle = true;
  private volatile boolean aborted;
  private @Nullable Peer peer;
  private long requests;

  Connection(Server server, long number, Link link) {
    this.server = server;
    this.number = number;
    this.link = link;
    this.source = new Source(link.in());
    this.deadline = new Deadline(server.timer());
    var limits = server.settings().limits();
    this.heads =
        new HeadReader(
            source, new HeadLimits(limits.requestLine(), limits.fields(), limits.header()));
  }

  Source source() {
    return source;
  }

  Link link() {
    return link;
  }

  Deadline deadline() {
    return deadline;
  }

  Settings settings() {
    return server.settings();
  }

  boolean stopping() {
    return server.stopping();
  }

  Peer peer() throws IOException {
    var known = peer;
    if (known == null) {
      known = link.peer();
      peer = known;
    }
    return known;
  }

  /** Ends a connection that waits for a request; one that has begun goes on to its end. */
  void stopIfIdle() {
    if (idle) {
      link.stopReading();
    }
  }

  boolean aborted() {
    return aborted;
  }

  /** Ends it at once. */
  void abort() {
    aborted = true;
    link.close();
  }

  @Override
  public void run() {
    try (link) {
      while (next()) {
        source.shrink();
      }
      linger();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection {0} ended: {1}", number, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "connection " + number + " failed", e);
    } finally {
      deadline.end();
    }
  }

  /** Serves one request; false when there is no other. */
  private boolean next() throws IOException {
    idle = true;
    deadline.set(settings().deadlines().idle(), link::stopReading);
    if (stopping() || !source.await()) {
      return false;
    }
    idle = false;
    requests++;
    var id = number + "-" + requests;
    var head = head(id);
    return head.isPresent() && serve(new Exchange(id, this, head.get()));
  }

  private Optional<RequestHead> head(String id) throws IOException {
    deadline.set(settings().deadlines().head(), link::stopReading);
    try {
      var head = heads.read();
      deadline.clear();
      return Optional.of(head);
    } catch (HttpException e) {
      Refusal.send(this, id, e);
    } catch (IOException e) {
      if (!deadline.passed()) {
        throw e;
      }
      Refusal.send(this, id, new HttpException(408, "the head of the request took too long"));
    }
    return Optional.empty();
  }

  private boolean serve(Exchange exchange) throws IOException {
    new Turn(server.handler(), exchange, settings()).run();
    return exchange.persists() && !stopping() && exchange.body().discard(SKIPPED);
  }

  /**
   * Tells the client that nothing more comes, and gives it time to hear of it: closing with bytes
   * unread would reset the connection, and the client might lose the end of the answer (RFC 9112,
   * 9.6).
   */
  private void linger() throws IOException {
    deadline.set(settings().deadlines().linger(), link::close);
    link.closeWrite();
    var bytes = new byte[8192];
    while (source.read(bytes) >= 0) {
      // Nobody wants it.
    }
  }
}
