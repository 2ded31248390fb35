package dev.jug.image.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All that a store's directory is while a process works on it. strace stops the whole process after
 * each of its system calls that change files; then a copy is made of the directory, if it is not as
 * it was. A copy has what would be there had the process been killed at that instant: the kernel
 * changes no file when a process dies, it only lets locks go.
 */
final class Instants {
  /** Not sendfile and its like: a pending signal makes them begin anew, again and again. */
  private static final String CALLS =
      "openat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,"
          + "mknodat,rmdir,ftruncate,write,pwrite64,writev,pwritev,"
          + "fchmodat,fchownat,setxattr,utimensat";

  private final Path store;
  private final Path copies;
  private final List<Path> taken = new ArrayList<>();
  private Set<String> last = Set.of();

  /**
   * @param store what is watched
   * @param copies directory for the copies
   */
  Instants(Path store, Path copies) {
    this.store = store;
    this.copies = copies;
  }

  /**
   * Lets a process that says {@code ready} go, and watches it until its end.
   *
   * @return copies of the store, in the order in which they were
   */
  List<Path> watch(Process victim) throws IOException, InterruptedException {
    try (var said = victim.inputReader(UTF_8)) {
      expect("ready", said.readLine());
      var strace = attach(victim.pid());
      victim.outputWriter(UTF_8).append('g').flush();
      while (victim.isAlive()) {
        if (isStopped(victim.pid())) {
          take();
          run("kill", "-CONT", Long.toString(victim.pid()));
        }
        Thread.sleep(1);
      }
      strace.waitFor();
      expect("done", said.readLine());
      return taken;
    } finally {
      victim.destroyForcibly();
    }
  }

  private static void expect(String word, String said) {
    if (!word.equals(said)) {
      throw new AssertionError("the victim said " + said + " instead of " + word);
    }
  }

  /** It ends with the process. */
  private static Process attach(long pid) throws IOException {
    var strace =
        new ProcessBuilder(
                List.of(
                    "strace",
                    "-f",
                    "-p",
                    Long.toString(pid),
                    "-e",
                    "trace=" + CALLS,
                    "-e",
                    "inject=" + CALLS + ":signal=SIGSTOP"))
            .start();
    var trace = strace.errorReader(UTF_8);
    var first = trace.readLine();
    if (first == null || !first.contains("attached")) {
      throw new AssertionError("strace says " + first);
    }
    Thread.ofVirtual().start(() -> trace.lines().forEach(_ -> {}));
    return strace;
  }

  private static boolean isStopped(long pid) throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.allMatch(task -> state(task) == 't');
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** The letter behind the name (proc_pid_stat(5)). */
  private static char state(Path task) {
    try {
      var stat = Files.readString(task.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return 't';
    }
  }

  /** A thread may be on its way into the stop: then its last call is waited for. */
  private void take() throws IOException {
    var now = look();
    if (now.equals(last)) {
      return;
    }
    var copy = copies.resolve("instant-" + taken.size());
    run("cp", "-a", store.toString(), copy.toString());
    if (now.equals(look())) {
      last = now;
      taken.add(copy);
    } else {
      run("rm", "-rf", copy.toString());
      take();
    }
  }

  private Set<String> look() throws IOException {
    var seen = new HashSet<String>();
    try (var all = Files.walk(store)) {
      for (var path : all.toList()) {
        seen.add(
            path
                + " "
                + Files.readAttributes(path, "unix:ino,size,ctime", LinkOption.NOFOLLOW_LINKS));
      }
    }
    return seen;
  }

  private static void run(String... command) throws IOException {
    var process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
