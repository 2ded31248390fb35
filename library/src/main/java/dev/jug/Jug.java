package dev.jug;

import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.EngineConfig;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerImage;
import dev.jug.linux.fs.FileLock;
import dev.jug.network.NetworkRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An engine for containers inside this JVM: no daemon, and nothing to install but this library.
 *
 * <pre>{@code
 * try (var jug = Jug.open()) {
 *   System.out.println(jug.container("alpine").command("uname", "-a").run().out());
 * }
 * }</pre>
 *
 * <p>It needs root, and a JVM that was started with {@code --enable-native-access=ALL-UNNAMED} (on
 * a module path {@code =dev.jug.linux}). Images and volumes stay in its directory for the next
 * time; containers that this program started end with it, unless they are {@linkplain
 * ContainerSetup#detached detached}. Thread-safe. What fails throws {@link EngineException}, {@link
 * dev.jug.image.error.ImageException}, or {@link UncheckedIOException} if it is the disk or the
 * connection.
 */
public final class Jug implements AutoCloseable {
  private static final int READY_LAUNCHERS = 2;

  private final EngineConfig config;
  private final Engine engine;
  private final FileLock lock;
  private final ImagePull pull;

  private Jug(EngineConfig config, Engine engine, FileLock lock) {
    this.config = config;
    this.engine = engine;
    this.lock = lock;
    this.pull = new ImagePull(engine, System.getenv());
  }

  /**
   * Opens the engine whose images and containers are in {@code /var/lib/jug-library}.
   *
   * @throws EngineException if another program uses it now, or this user may not start containers
   */
  public static Jug open() {
    return open(Places.DEFAULT);
  }

  /**
   * Opens an engine with images and containers of its own.
   *
   * @param directory is made if it is not there
   * @throws EngineException as {@link #open()} does
   */
  public static Jug open(Path directory) {
    return open(Places.config(directory));
  }

  /**
   * Opens an engine and says all that can be said about one.
   *
   * @throws EngineException as {@link #open()} does
   */
  public static Jug open(EngineConfig config) {
    try {
      var lock = Places.take(config);
      try (var launcher = LauncherFile.in(config.state())) {
        var engine = Engine.open(config, launcher.path(), READY_LAUNCHERS);
        Attachment.removeAll(engine);
        return new Jug(config, engine, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open an engine in " + config.state(), e);
    }
  }

  /**
   * Something to run from an image.
   *
   * @param image as {@code docker run} takes it, fetched when it is needed and not here; {@code
   *     host} is this machine's own system
   */
  public ContainerSetup container(String image) {
    return image.equals("host")
        ? new ContainerSetup(this, new ContainerImage.Host(false))
        : new ContainerSetup(this, new ContainerImage.Stored(image, null));
  }

  /**
   * Something to run in a directory with a root file system, which takes its changes.
   *
   * @param rootfs absolute
   */
  public ContainerSetup container(Path rootfs) {
    return new ContainerSetup(this, new ContainerImage.Rootfs(rootfs));
  }

  /**
   * A container that runs already, such as one that an earlier program left.
   *
   * @param reference its name, its id, or an unambiguous beginning of that
   * @throws EngineException.NotFound if there is none
   */
  public RunningContainer find(String reference) {
    return new RunningContainer(this, engine.container(reference), false);
  }

  /** All containers, whether they run or not; the newest first. */
  public List<Container> containers() {
    return engine.containers();
  }

  /**
   * Fetches an image, even if one of that name is here.
   *
   * @param image as {@code jug pull} takes it: {@code NAME[:TAG|@DIGEST]}, {@code oci:DIR}, {@code
   *     docker-archive:FILE}, {@code apt:SUITE}, …
   * @throws dev.jug.image.error.ImageException if it cannot be had
   */
  public void pull(String image) {
    Disk.run(() -> pull.pull(image));
  }

  void provide(ContainerImage image) {
    if (image instanceof ContainerImage.Stored(var name, _)) {
      Disk.run(() -> pull.provide(name));
    }
  }

  /**
   * Makes a network where containers find each other by name; it stays until it is removed.
   *
   * @throws EngineException.Conflict if there is one of that name
   */
  public void createNetwork(String name) {
    engine.networks().create(NetworkRequest.bridge(name));
  }

  /**
   * Removes a network.
   *
   * @throws EngineException if there is none, or a container is on it
   */
  public void removeNetwork(String name) {
    engine.networks().remove(name);
  }

  /** Budgets for containers and processes together, and their bills. */
  public Resources resources() {
    return new Resources(engine.resources());
  }

  /** What all this is made of, for everything that is not said here. */
  public Engine engine() {
    return engine;
  }

  /** Removes the containers that are not detached; the others go on. */
  @Override
  public void close() {
    try (lock) {
      Attachment.removeAll(engine);
      boolean isNeeded = engine.busy();
      engine.close();
      if (!isNeeded) {
        Disk.run(() -> Places.leave(config));
      }
    }
  }
}
