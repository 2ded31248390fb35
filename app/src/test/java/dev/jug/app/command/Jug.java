package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The built command with a private engine, which ends with this object and leaves nothing. */
public final class Jug implements AutoCloseable {
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("jug.root", ".."), "app/target/jug");
  private static final int PATIENCE_SECONDS = 40;

  private final Path place;
  private final List<String> within;

  public Jug() {
    this(List.of());
  }

  /**
   * Somewhere else, such as in another network namespace.
   *
   * @param within the words before each command that bring it there
   */
  public Jug(List<String> within) {
    this.within = List.copyOf(within);
    try {
      // Short and in memory: a socket's path has at most 107 bytes.
      place = Files.createTempDirectory(Path.of("/run"), "jugt-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a command ended and what it said. */
  public record Result(int code, String out, String err) {
    public Result ok() {
      assertThat(code).as(toString()).isZero();
      return this;
    }

    /** The output without the newline at its end. */
    public String text() {
      return ok().out.strip();
    }
  }

  public Path place() {
    return place;
  }

  public Path socket() {
    return place.resolve("run/engine.sock");
  }

  public static String program() {
    return DISTRIBUTION.resolve("bin/jug").toAbsolutePath().normalize().toString();
  }

  /** Starts a command without waiting for it. */
  public Process start(List<String> command) {
    try {
      var words = new ArrayList<>(within);
      words.addAll(command);
      var builder = new ProcessBuilder(words);
      var environment = builder.environment();
      environment.put("JUG_RUN", place.resolve("run").toString());
      environment.put("JUG_STATE", place.resolve("state").toString());
      environment.put("JUG_SOCKET", socket().toString());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Process begin(String... words) {
    var command = new ArrayList<>(List.of(program()));
    command.addAll(List.of(words));
    return start(command);
  }

  public Result run(String... words) {
    return feed(new byte[0], words);
  }

  Result feed(String input, String... words) {
    return feed(input.getBytes(StandardCharsets.UTF_8), words);
  }

  Result feed(byte[] input, String... words) {
    return finish(begin(words), input);
  }

  /**
   * Runs words of a shell in a terminal, types the input as soon as the screen shows the prompt,
   * and returns what the screen showed.
   */
  public Result inTerminal(String script, String prompt, String input) {
    var process = start(List.of("script", "-qefc", script, "/dev/null"));
    var screen = collect(process.getInputStream());
    try (var keyboard = process.getOutputStream()) {
      eventually(() -> assertThat(screen.text()).contains(prompt));
      keyboard.write(input.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      return ended(process, screen, collect(process.getErrorStream()), PATIENCE_SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Feeds a process, and reads it to its end. */
  public static Result finish(Process process, byte[] input) {
    return finish(process, input, PATIENCE_SECONDS);
  }

  /**
   * The same for what takes its time.
   *
   * @param seconds how long it may take at most
   */
  public static Result finish(Process process, byte[] input, int seconds) {
    var out = collect(process.getInputStream());
    var err = collect(process.getErrorStream());
    try (var in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException _) {
      // It does not read: not every command does.
    }
    return ended(process, out, err, seconds);
  }

  private static Result ended(Process process, Collected out, Collected err, int seconds) {
    try {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      out.thread().join();
      err.thread().join();
      var result = new Result(process.waitFor(), out.text(), err.text());
      assertThat(ended).as("ended in time; %s", result).isTrue();
      return result;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError(e);
    }
  }

  private record Collected(Thread thread, ByteArrayOutputStream bytes) {
    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static Collected collect(InputStream stream) {
    var bytes = new ByteArrayOutputStream();
    var thread =
        Thread.startVirtualThread(() -> {
          try (stream) {
            stream.transferTo(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new Collected(thread, bytes);
  }

  public long enginePid() {
    return run("engine", "status")
        .text()
        .lines()
        .filter(line -> line.startsWith("pid:"))
        .mapToLong(line -> Long.parseLong(line.substring("pid:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Kills the engine as a crash would, and waits until it is gone: a process that it was about to
   * start holds its socket for a moment longer.
   */
  public void killEngine() {
    kill(enginePid());
    eventually(() -> assertThat(listens()).isFalse());
  }

  private boolean listens() {
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Kills a process that is no child of ours, and waits until it is gone: {@link
   * ProcessHandle#onExit} looks for that only now and then.
   */
  public static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (isThere(pid)) {
      assertThat(System.nanoTime()).as("process %d dies", pid).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /**
   * One whose threads are all gone has let go of everything, even if nobody has asked for it yet.
   */
  private static boolean isThere(long pid) {
    var process = Path.of("/proc/" + pid);
    try (var threads = Files.list(process.resolve("task"))) {
      var stat = Files.readString(process.resolve("stat"));
      return threads.count() > 1 || stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException | UncheckedIOException _) {
      return Files.exists(process);
    }
  }

  /** Something that may be false now and true soon. */
  public interface Look<E extends Exception> {
    void look() throws E;
  }

  /** Repeats a look until it shows what is expected. */
  public static <E extends Exception> void eventually(Look<E> assertion) throws E {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        assertion.look();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    var all = run("ps", "-aq").out().lines().toList();
    if (!all.isEmpty()) {
      var words = new ArrayList<>(List.of("rm", "-f"));
      words.addAll(all);
      run(words.toArray(String[]::new)).ok();
    }
    removeVolumes();
    removeImages();
    run("engine", "stop").ok();
    deleteEmptyStore(place.resolve("state/images"));
    deleteNetworks(place.resolve("state/networks"));
    for (var name :
        List.of(
            "run/engine.log",
            "run/engine.lock",
            "run/live/pods",
            "run/live",
            "run",
            "state/containers",
            "state/volumes",
            "state/pods",
            "state/kube/played",
            "state/kube/pods",
            "state/kube",
            "state/resources",
            "state/engine.lock",
            "state",
            "")) {
      delete(place.resolve(name));
    }
  }

  private void removeVolumes() {
    if (Files.exists(place.resolve("state/volumes"))) {
      run("volume", "prune", "-a", "-f").ok();
    }
  }

  private void removeImages() {
    if (Files.exists(place.resolve("state/images"))) {
      run("images", "-q").out().lines().distinct().forEach(image -> run("rmi", "-f", image).ok());
      run("builder", "prune", "-af").ok();
      run("system", "prune", "-f").ok();
    }
  }

  /** An empty store has its directories, and four files. */
  private static void deleteEmptyStore(Path store) {
    if (!Files.exists(store)) {
      return;
    }
    try (var all = Files.walk(store)) {
      var known = Set.of("lock", "spare", "index.json", "oci-layout");
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path) || known.contains(path.getFileName().toString())) {
          delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The three that are always there. */
  private static void deleteNetworks(Path store) {
    if (Files.exists(store)) {
      try (var all = Files.list(store)) {
        var files = all.toList();
        assertThat(files).as("networks that are left").hasSizeLessThanOrEqualTo(3);
        files.forEach(Jug::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      delete(store);
    }
  }

  /** Not with what is in it: whatever else the engine left is an error. */
  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the engine left something behind", e);
    }
  }
}
