package dev.jug.app;

import dev.jug.door.FrontSession;
import dev.jug.engine.Engine;
import dev.jug.engine.EngineConfig;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.FileLock;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.Socket;
import dev.jug.wire.FrameSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One engine, from its lock to its end. */
final class EngineProcess {
  private static final int READY_LAUNCHERS = 4;
  private static final int ONLY_FRONT = 3;
  private static final int FAILURE = 125;
  private static final long LOCK_PATIENCE_NANOS = 3_000_000_000L;
  private static final long LOCK_POLL_MILLIS = 2;
  private static final String ONCE = "/jug-once";

  private EngineProcess() {}

  /**
   * Runs until the engine is told to stop or has been idle long enough; 0 also if another engine
   * has the place.
   */
  static int run(Options options) throws IOException, InterruptedException {
    privateDirectory(options.run());
    var lock = FileLock.tryLock(options.run().resolve("engine.lock"));
    if (lock.isEmpty()) {
      System.err.println("jug: an engine is running already");
      sayReady();
      return 0;
    }
    try (var _ = lock.get()) {
      return runAlone(options);
    }
  }

  /**
   * An engine with another run directory would not see our containers, and remove what they use.
   * One that has just been killed may hold its locks for a moment longer.
   */
  private static int runAlone(Options options) throws IOException, InterruptedException {
    var config = options.engine(options.config().read());
    EngineLog.follow(config.settings().process());
    var place = config.state();
    if (!Files.isDirectory(place)) {
      privateDirectory(place);
    }
    var lock = lock(place.resolve("engine.lock"));
    if (lock.isEmpty()) {
      System.err.println("jug: an engine with another run directory uses " + place);
      return FAILURE;
    }
    serve(options, config, lock.get());
    return 0;
  }

  private static Optional<FileLock> lock(Path file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LOCK_PATIENCE_NANOS;
    var lock = FileLock.tryLock(file);
    while (lock.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(LOCK_POLL_MILLIS);
      lock = FileLock.tryLock(file);
    }
    return lock;
  }

  /**
   * Opens an engine and serves until somebody stops it. Who asked for the end hears of it when
   * nothing of the state directory is open any more: its file system may be unmounted then.
   */
  private static void serve(Options options, EngineConfig config, FileLock lock)
      throws InterruptedException {
    @Nullable Server server = null;
    try (var _ = lock;
        var parts = Parts.open(options, config.cgroup(), READY_LAUNCHERS);
        var engine = Engine.open(config, parts.runtime(), READY_LAUNCHERS);
        var listener = Listener.bind(options.run().resolve("engine.sock"))) {
      var docker = config.settings().doors();
      var audit = new AuditLog(docker.audit(), InstantSource.system());
      server = new Server(engine, parts, listener, options, config, audit);
      try (var door = DockerDoor.open(engine, options.run(), docker, server, audit);
          var _ = CriDoor.open(engine, docker, server)) {
        server.opened(door.places());
        ready(server);
        server.serve();
      }
    } finally {
      if (server != null) {
        server.sayGoodbye();
      }
    }
  }

  /** Answers the one command that comes on descriptor 3. */
  static int once(Options options) {
    try (var socket = new FrameSocket(new Socket(new Fd(ONLY_FRONT)));
        var parts = Parts.open(options, ONCE, 0);
        var _ = parts.runtime()) {
      FrontSession.serve(
          socket,
          front -> {
            if (Doors.isRuntime(front)) {
              return parts.door().run(front);
            }
            front.printError("jug: only jug-runtime works without an engine; unset JUG_SOCKET");
            return 125;
          });
      return 0;
    }
  }

  private static void privateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  private static void ready(Server server) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::stop));
    sayReady();
  }

  /**
   * Whoever started the engine waits for one byte on descriptor 3: an engine listens, or is about
   * to. Nobody may wait there, which is fine.
   */
  private static void sayReady() {
    var ready = Path.of("/proc/self/fd/3");
    try {
      if (Files.readSymbolicLink(ready).toString().startsWith("pipe:")) {
        Files.write(ready, new byte[] {'1'}, StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      // No descriptor 3, or its other end is gone.
    }
  }
}
