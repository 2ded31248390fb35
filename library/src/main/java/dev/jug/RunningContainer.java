package dev.jug;

import dev.jug.engine.Container;
import dev.jug.engine.WaitCondition;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.files.Copy;
import dev.jug.engine.files.Place;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.StopRequest;
import dev.jug.image.change.Owner;
import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A container that was started. Closing it removes it, whatever it does, unless it is detached or
 * was {@linkplain Jug#find found}. Thread-safe.
 */
public final class RunningContainer implements AutoCloseable {
  private static final Owner ROOT = new Owner(0, 0);

  private final Jug jug;
  private final Container container;
  private final boolean attached;

  RunningContainer(Jug jug, Container container, boolean attached) {
    this.jug = jug;
    this.container = container;
    this.attached = attached;
  }

  /** Its id: 64 hexadecimal digits. */
  public String id() {
    return container.id();
  }

  /** Its name. */
  public String name() {
    return container.name();
  }

  /** Whether its program runs. */
  public boolean isRunning() {
    return container.inspect().state().running();
  }

  /**
   * Runs one more program in it, to its end.
   *
   * @throws Conflict if the container does not run
   */
  public Output exec(String... command) {
    var captured = Captured.withoutInput();
    return captured.output(exec(captured.streams(), List.of(command)));
  }

  /**
   * The same, with streams of any length; none of them is closed.
   *
   * @return its exit code
   */
  public int exec(InputStream in, OutputStream out, OutputStream err, String... command) {
    return exec(new Streams(in, out, err), List.of(command));
  }

  private int exec(Streams streams, List<String> command) {
    boolean reads = streams.in() != null;
    var request = new ExecRequest(command, List.of(), null, null, false, reads, false, false, 0, 0);
    var pair = Socket.pair();
    try {
      var session = container.exec(request, Optional.of(pair.second()));
      streams.copy(pair.first());
      return session.await();
    } finally {
      pair.first().close();
    }
  }

  /** Waits until its program has ended, and gives its exit code. */
  public int await() {
    return container.await();
  }

  /**
   * Waits for that, but not for ever.
   *
   * @return its exit code; empty if it still runs
   * @throws InterruptedException if this thread is interrupted
   */
  public OptionalInt await(Duration most) throws InterruptedException {
    var end = container.end(WaitCondition.NOT_RUNNING);
    try {
      return OptionalInt.of(end.get(most.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      end.cancel(false);
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of container " + name() + " is not known", e);
    }
  }

  /**
   * Asks its program to end, and kills it 10 seconds later, unless it was made with another time.
   * Does nothing if it has ended.
   */
  public void stop() {
    container.stop(StopRequest.USUAL);
  }

  /**
   * The same with more time, or less.
   *
   * @param most negative for ever
   */
  public void stop(Duration most) {
    container.stop(StopRequest.within(most));
  }

  /** What it has said so far and will say. */
  public Log log() {
    return new Log(container);
  }

  /**
   * Where one of its TCP ports is reached from this machine.
   *
   * @param port that was {@linkplain ContainerSetup#publish(int) published}
   * @throws NotFound if it was not, or the container does not run
   */
  public InetSocketAddress port(int port) {
    var published = container.networking().settings().ports().get(port + "/tcp");
    if (published == null || published.isEmpty()) {
      throw new NotFound(
          "port " + port + " of container " + name() + " leads nowhere",
          "publish(" + port + ") makes it reachable while the container runs.");
    }
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(published.getFirst().port()));
  }

  /**
   * Its address on a network.
   *
   * @param network such as {@code bridge}, where containers are that do not say
   * @throws NotFound if it has none there
   */
  public String address(String network) {
    var endpoint = container.networking().settings().networks().get(network);
    if (endpoint == null || endpoint.address().isEmpty()) {
      throw new NotFound("container " + name() + " has no address on network " + network, "");
    }
    return endpoint.address();
  }

  /**
   * Copies a file or directory of this machine into it, as {@code docker cp} does; the copy belongs
   * to root.
   *
   * @param to absolute path in the container; a directory that is there, or the new name
   */
  public void copyIn(Path from, String to) {
    Disk.run(() -> {
      try (var host = Copy.host();
          var files = container.files().openWritable()) {
        var place = container.files().place(files, to, shown());
        copy().copy(here(host, from), place, false, ROOT);
      }
    });
  }

  /**
   * Copies a file or directory out of it, as {@code docker cp} does; the copy belongs to whom the
   * original belongs to.
   *
   * @param from absolute path in the container
   * @param to a directory that is there, or the new name
   */
  public void copyOut(String from, Path to) {
    Disk.run(() -> {
      try (var host = Copy.host();
          var root = container.files().open()) {
        var place = container.files().place(root, from, shown());
        copy().copy(place, here(host, to), false, null);
      }
    });
  }

  private Copy copy() throws IOException {
    return new Copy(jug.engine().images().scratch());
  }

  private static Place here(Fd host, Path path) {
    return new Place(host, path.toAbsolutePath().toString(), "this machine");
  }

  private String shown() {
    return "container " + name();
  }

  /** What it is made of, for everything that is not said here. */
  public Container container() {
    return container;
  }

  /**
   * Removes it, if it is attached to this program.
   *
   * @throws EngineException if it cannot be removed
   */
  @Override
  public void close() {
    if (attached) {
      try {
        container.remove(true);
      } catch (NotFound e) {
        // It has been removed already.
      }
    }
  }
}
