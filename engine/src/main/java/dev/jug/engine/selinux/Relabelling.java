package dev.jug.engine.selinux;

import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Attribute;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Gives files on disk to a container: {@code :z} to all containers, {@code :Z} to one. Links in the
 * tree are labelled themselves, and never followed.
 *
 * @param attribute {@code security.selinux}
 * @param label what they are known by
 */
public record Relabelling(String attribute, String label) {
  /** The name of the attribute that SELinux reads. */
  private static final String SELINUX = "security.selinux";

  private static final String ALL = "s0";
  private static final byte[] ITSELF = {};

  /** What a machine does not work without, if its files are a container's: Docker's list. */
  private static final Set<String> REFUSED =
      Set.of(
          "/",
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/etc/passwd",
          "/etc/pki",
          "/etc/shadow",
          "/home",
          "/lib",
          "/lib64",
          "/media",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/srv",
          "/sys",
          "/tmp",
          "/usr",
          "/var",
          "/var/lib",
          "/var/log");

  /**
   * For files of one container, or of all.
   *
   * @param mount what SELinux knows the container's files by
   * @param shared whether all containers may have them
   */
  public static Relabelling of(String mount, boolean shared) {
    var context = Context.parse(mount);
    boolean hasLevel = !context.level().isEmpty();
    return new Relabelling(SELINUX, (shared && hasLevel ? context.withLevel(ALL) : context).text());
  }

  /**
   * Refuses what may not be given away.
   *
   * @throws Invalid in Docker's words
   */
  public static void check(Path source) {
    check(source, real(source));
  }

  /** On most machines {@code /bin} and others are links themselves. */
  private static void check(Path source, Path real) {
    if (REFUSED.stream().map(Path::of).map(Relabelling::real).anyMatch(real::equals)) {
      throw new Invalid(
          "error setting label on mount source '"
              + source
              + "': SELinux relabeling of "
              + source
              + " is not allowed",
          "Programs of the machine could not use it any more. Bind a directory of your own, or say"
              + " --security-opt label=disable instead of :z.");
    }
  }

  /** Links that lead there count as what they lead to. */
  private static Path real(Path source) {
    try {
      return source.toRealPath();
    } catch (IOException _) {
      return source.normalize();
    }
  }

  /**
   * Labels a file, or a directory with all that is in it. Where the file system has no labels there
   * is nothing to do.
   *
   * @throws Invalid if a link leads to what may not be given away, since {@link #check} too
   * @throws Failed if it cannot be done
   */
  public void apply(Path source) {
    try (var root = Rooted.directory("/");
        var entry = Rooted.open(root, real(source).toString(), O_PATH)) {
      check(source, real(Path.of("/proc/self/fd", Integer.toString(entry.number()))));
      tree(entry);
    } catch (SysException e) {
      throw new Failed(
          "error setting label on mount source '" + source + "': " + e.getMessage(), "", e);
    }
  }

  private void tree(Fd entry) {
    if (!isLabelled(entry) || !Entries.status(entry, ITSELF).isDirectory()) {
      return;
    }
    try (var directory = Entries.directory(entry, ".".getBytes(StandardCharsets.UTF_8))) {
      for (var name : Entries.names(directory)) {
        below(directory, name);
      }
    }
  }

  /** Whether it has the label now; not every file system has any. */
  private boolean isLabelled(Fd entry) {
    try {
      Attribute.set(entry, attribute, label.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (SysException e) {
      if (e.errno() == Errno.EOPNOTSUPP) {
        return false;
      }
      throw e;
    }
  }

  /** What somebody has removed meanwhile needs none. */
  private void below(Fd directory, byte[] name) {
    try (var entry = Entries.location(directory, name)) {
      tree(entry);
    } catch (SysException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
  }
}
