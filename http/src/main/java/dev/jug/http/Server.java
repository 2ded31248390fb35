package dev.jug.http;

import dev.jug.http.endpoint.Endpoint;
import dev.jug.http.socket.Link;
import dev.jug.http.socket.Listener;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Listens, and serves each client on a virtual thread of its own. */
public final class Server implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());

  /** While no client can be accepted, mostly for want of descriptors, or of threads. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Handler handler;
  private final Settings settings;
  private final ScheduledThreadPoolExecutor timer;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final AtomicLong accepted = new AtomicLong();
  private volatile boolean stopping;

  /** Serves nobody until it listens. */
  public Server(Handler handler, Settings settings) {
    this.handler = handler;
    this.settings = settings;
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  Handler handler() {
    return handler;
  }

  Settings settings() {
    return settings;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  boolean stopping() {
    return stopping;
  }

  /**
   * Listens at one more place.
   *
   * @return where it listens, with the real port
   * @throws IOException if the place is taken, or cannot be
   */
  public SocketAddress listen(Endpoint endpoint) throws IOException {
    return serve(Listener.open(endpoint));
  }

  /** Serves whoever comes to a channel that listens already, as one that systemd hands over. */
  public SocketAddress listen(ServerSocketChannel channel) throws IOException {
    return serve(Listener.of(channel));
  }

  private SocketAddress serve(Listener listener) throws IOException {
    var address = listener.address();
    listeners.add(listener);
    if (stopping) {
      listener.close();
      throw new IOException("the server has stopped");
    }
    Thread.ofVirtual().name("http-accept").start(() -> accept(listener));
    return address;
  }

  private void accept(Listener listener) {
    while (listener.isOpen()) {
      try {
        start(listener.accept());
      } catch (IOException | OutOfMemoryError e) {
        if (listener.isOpen()) {
          LOG.log(System.Logger.Level.WARNING, "no client can be accepted: {0}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void start(Link link) {
    long number = accepted.incrementAndGet();
    var connection = new Connection(this, number, link);
    var thread = Thread.ofVirtual().name("http-" + number).unstarted(() -> run(connection));
    connections.put(connection, thread);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      connections.remove(connection);
      link.close();
      throw e;
    }
    if (stopping) {
      connection.stopIfIdle();
    }
  }

  private void run(Connection connection) {
    try {
      connection.run();
    } finally {
      connections.remove(connection);
    }
  }

  /**
   * Ends in peace: accepts nobody, lets requests that have begun come to their end, hijacked
   * streams too, and ends what is left after that time: connections are closed, threads
   * interrupted.
   */
  public void stop(Duration patience) {
    stopping = true;
    listeners.forEach(Listener::close);
    connections.keySet().forEach(Connection::stopIfIdle);
    join(patience);
    connections.forEach((connection, thread) -> {
      connection.abort();
      thread.interrupt();
    });
    join(Duration.ofSeconds(1));
    for (var thread : connections.values()) {
      LOG.log(System.Logger.Level.WARNING, "{0} does not end", thread.getName());
    }
    timer.shutdownNow();
  }

  private void join(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    for (var thread : connections.values()) {
      try {
        thread.join(Duration.ofNanos(Math.max(end - System.nanoTime(), 0)));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Ends at once. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
