package dev.jug.app;

import dev.jug.engine.Engine;
import dev.jug.engine.EngineConfig;
import dev.jug.linux.io.Listener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One engine, from its lock to its end. */
final class EngineProcess {
  private static final int READY_LAUNCHERS = 4;

  private EngineProcess() {}

  /**
   * Runs until the engine is told to stop or has been idle long enough; 0 also if another engine
   * has the place.
   */
  static int run(Options options) throws IOException, InterruptedException {
    privateDirectory(options.run());
    try (var lock = lock(options.run().resolve("engine.lock"))) {
      if (lock.tryLock() == null) {
        System.err.println("jug: an engine is running already");
        sayReady();
        return 0;
      }
      serve(options, EngineProcess::ready);
      return 0;
    }
  }

  /**
   * Opens an engine and serves until somebody stops it.
   *
   * @param whenReady is told when fronts can connect
   */
  static void serve(Options options, Consumer<Server> whenReady) throws InterruptedException {
    @Nullable Server server = null;
    var config = new EngineConfig(options.state(), options.run());
    try (var engine = Engine.open(config, options.launcher(), READY_LAUNCHERS);
        var listener = Listener.bind(options.run().resolve("engine.sock"))) {
      server = new Server(engine, listener, options);
      whenReady.accept(server);
      server.serve();
    } finally {
      if (server != null) {
        server.sayGoodbye();
      }
    }
  }

  private static void privateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  private static FileChannel lock(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
