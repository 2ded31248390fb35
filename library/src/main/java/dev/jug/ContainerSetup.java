package dev.jug;

import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.linux.io.Socket;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What shall run, and how: {@link Jug#container} begins one. Each method changes it and gives it
 * back; at the end {@link #run}, {@link #start} or {@link #create} makes a container of it, as
 * often as they are called. Not thread-safe.
 */
public final class ContainerSetup {
  private final Jug jug;
  private final ContainerImage image;
  private final Wishes wishes = new Wishes();
  private UnaryOperator<ContainerRequestBuilder> changes = UnaryOperator.identity();
  private boolean attached = true;

  ContainerSetup(Jug jug, ContainerImage image) {
    this.jug = jug;
    this.image = image;
  }

  /** The program and its arguments; without it the image's. */
  public ContainerSetup command(String... words) {
    wishes.command(words);
    return this;
  }

  /** What comes before the command, instead of the image's. */
  public ContainerSetup entrypoint(String... words) {
    wishes.entrypoint(words);
    return this;
  }

  /** A variable of its environment. */
  public ContainerSetup env(String name, String value) {
    wishes.env(name, value);
    return this;
  }

  /** Where it runs: an absolute path in the container. */
  public ContainerSetup workdir(String path) {
    wishes.workdir(path);
    return this;
  }

  /** As whom it runs: {@code name|uid[:group|gid]}. */
  public ContainerSetup user(String user) {
    wishes.user(user);
    return this;
  }

  /** What it is called; without it a name is made up. */
  public ContainerSetup name(String name) {
    return with(request -> request.name(name));
  }

  /** Free-form metadata. */
  public ContainerSetup label(String name, String value) {
    wishes.label(name, value);
    return this;
  }

  /**
   * Mounts as {@code docker run -v} has them: {@code /HOST/PATH:TARGET[:ro]}, or {@code
   * VOLUME:TARGET}.
   *
   * @throws EngineException.Invalid if that makes no sense
   */
  public ContainerSetup mount(String text) {
    wishes.mount(text);
    return this;
  }

  /** A file or directory of this machine, at an absolute path in the container. */
  public ContainerSetup bind(Path source, String target) {
    return mount(source.toAbsolutePath() + ":" + target);
  }

  /** The same, and it cannot be written to. */
  public ContainerSetup bindReadOnly(Path source, String target) {
    return mount(source.toAbsolutePath() + ":" + target + ":ro");
  }

  /** An empty file system in memory, at an absolute path in the container. */
  public ContainerSetup tmpfs(String target) {
    wishes.tmpfs(target);
    return this;
  }

  /**
   * Most memory it may use.
   *
   * @param size bytes, or with a unit: {@code 64m}, {@code 1g}
   * @throws EngineException.Invalid if that is no size
   */
  public ContainerSetup memory(String size) {
    wishes.memory(size);
    return this;
  }

  /** How many processors it may keep busy, such as 0.5; more than 0. */
  public ContainerSetup cpus(double count) {
    wishes.cpus(count);
    return this;
  }

  /** Whose budget it shares, and on whose bill it is, from its first instant. */
  public ContainerSetup in(ResourceContainer budget) {
    return with(request -> request.cgroupParent(jug.engine().resources().group(budget.name())));
  }

  /** Most processes and threads it may have; 1 or more. */
  public ContainerSetup pids(long count) {
    wishes.pids(count);
    return this;
  }

  /**
   * The network it is on: the name of one, {@code none}, {@code host}, {@code container:NAME}.
   *
   * @throws EngineException.Invalid if that makes no sense
   */
  public ContainerSetup network(String network) {
    wishes.network(network);
    return this;
  }

  /** A free port of this machine leads to a TCP port of it: see {@link RunningContainer#port}. */
  public ContainerSetup publish(int port) {
    wishes.publish(0, port);
    return this;
  }

  /** A TCP port of this machine, on its loopback too, leads to one of the container. */
  public ContainerSetup publish(int hostPort, int port) {
    wishes.publish(hostPort, port);
    return this;
  }

  /** Its root file system cannot be written to. */
  public ContainerSetup readOnly() {
    wishes.readOnly();
    return this;
  }

  /** It goes on when this program ends, or closes it: {@link Jug#find} finds it again. */
  public ContainerSetup detached() {
    attached = false;
    return this;
  }

  /** Anything else that can be said about containers. Comes last, and so has the last word. */
  public ContainerSetup with(UnaryOperator<ContainerRequestBuilder> change) {
    var earlier = changes;
    changes = request -> change.apply(earlier.apply(request));
    return this;
  }

  /**
   * Runs it to its end, and removes it.
   *
   * @throws EngineException if it cannot be started
   */
  public Output run() {
    var captured = Captured.withoutInput();
    return captured.output(run(captured.streams()));
  }

  /**
   * The same, with something to read.
   *
   * @param input encoded as UTF-8
   */
  public Output run(String input) {
    var captured = Captured.with(input);
    return captured.output(run(captured.streams()));
  }

  /**
   * The same, with streams of any length; none of them is closed.
   *
   * @return its exit code
   */
  public int run(InputStream in, OutputStream out, OutputStream err) {
    return run(new Streams(in, out, err));
  }

  private int run(Streams streams) {
    try (var container = new RunningContainer(jug, make(true, streams.in() != null), true)) {
      var pair = Socket.pair();
      try {
        container.container().start(Optional.of(pair.second()));
      } catch (RuntimeException e) {
        pair.first().close();
        throw e;
      }
      streams.copy(pair.first());
      return container.await();
    }
  }

  /**
   * Starts it.
   *
   * @throws EngineException if it cannot be started; nothing is left of it then
   */
  public RunningContainer start() {
    var container = create();
    try {
      container.start(Optional.empty());
      return new RunningContainer(jug, container, attached);
    } catch (RuntimeException e) {
      container.remove(true);
      throw e;
    }
  }

  /** Makes the container, and does not start it. */
  public Container create() {
    return make(attached, false);
  }

  private Container make(boolean isAttached, boolean reads) {
    jug.provide(image);
    var request = changes.apply(wishes.request(image, reads)).build();
    return jug.engine().create(isAttached ? Attachment.mark(request) : request);
  }
}
