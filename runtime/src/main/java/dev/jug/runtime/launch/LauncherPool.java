package dev.jug.runtime.launch;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.MemoryFile;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.Inherited;
import dev.jug.runtime.LauncherHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Launchers that are ready before anyone needs them, so that starting a process is not on the way
 * of starting a container.
 *
 * <p>The program is executed from a sealed memory file: not even root inside a container that gets
 * hold of it can write to it (CVE-2019-5736).
 */
public final class LauncherPool implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LauncherPool.class.getName());

  private final Fd program;
  private final int size;
  private final ConcurrentLinkedQueue<Launcher> ready = new ConcurrentLinkedQueue<>();
  private final Semaphore wanted = new Semaphore(0);
  private final Thread filler;
  private volatile boolean closed;

  /**
   * @param path the launcher's program file
   * @param size how many launchers to keep ready, 0 or more
   */
  public LauncherPool(Path path, int size) {
    this.size = size;
    try {
      program = MemoryFile.sealed("jug-launcher", Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher cannot be read: " + path, e);
    }
    wanted.release(size);
    filler = Thread.ofPlatform().name("jug-launchers").daemon().start(this::fill);
  }

  /** A launcher for one plan: a ready one if there is one. */
  Launcher take() {
    for (var launcher = ready.poll(); launcher != null; launcher = ready.poll()) {
      if (!launcher.isGone()) {
        return launcher;
      }
      LOG.log(System.Logger.Level.WARNING, "a launcher was killed while it waited for its plan");
      launcher.dismiss();
    }
    return Launcher.spawn(program);
  }

  /** One that a host brings to life, or one of ours. */
  Launcher take(Optional<Inherited> inherited) {
    return inherited
        .map(files -> new Launcher(Optional.empty(), files.launcher().take()))
        .orElseGet(this::take);
  }

  /** Has one brought to life by a host. */
  HostedLauncher hosted(LauncherHost host) {
    try (var pair = Socket.pair()) {
      host.start(pair.second(), program);
      return new HostedLauncher(Launcher.ours(pair));
    }
  }

  /**
   * Makes up for those that were taken; not before its plan has run, which would be slower for it.
   */
  void refill() {
    if (ready.size() < size) {
      wanted.release();
    }
  }

  private void fill() {
    while (!closed) {
      try {
        wanted.acquire();
        while (!closed && ready.size() < size) {
          ready.add(Launcher.spawn(program));
        }
      } catch (InterruptedException e) {
        return;
      } catch (SysException e) {
        LOG.log(
            System.Logger.Level.WARNING, "no launcher could be made ready: {0}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    filler.interrupt();
    try {
      filler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var launcher = ready.poll(); launcher != null; launcher = ready.poll()) {
      launcher.dismiss();
    }
    program.close();
  }
}
