package dev.jug.engine.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides what is hidden. The principle: <em>what an ordinary user of this machine could not read
 * is not in the image</em>.
 *
 * <ul>
 *   <li>At the top, only directories of the system stay; any other, such as /home or /data, is
 *       there but empty.
 *   <li>In /etc, /opt, /var, /usr/local and the like, a file that is not readable for everyone, or
 *       is no plain file at all (a socket, a device), is absent; a directory that not everyone may
 *       enter is empty, and so is one that lies deeper than anyone looked.
 *   <li>/usr but for /usr/local, /nix and /gnu are not searched: a distribution's own files are
 *       public anyway.
 *   <li>Some things are hidden whatever their mode: {@link #EMPTY}, {@link #ABSENT}, ssh host keys,
 *       and the engine's own directories.
 * </ul>
 */
final class SecretFinder {
  private static final int DEEPEST = 16;

  /** Directories of the system that are searched for secrets. */
  private static final Set<String> SEARCHED =
      Set.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "opt", "var");

  /** Directories of the system with nothing but a distribution's files. */
  private static final Set<String> TRUSTED = Set.of("usr", "nix", "gnu");

  private static final Set<Path> EMPTY =
      paths(
          "etc/ssl/private",
          "var/backups",
          "var/lib/containerd",
          "var/lib/containers",
          "var/lib/docker",
          "var/lib/jug",
          "var/lib/kubelet",
          "var/mail",
          "var/run",
          "var/spool/cron",
          "var/spool/mail",
          "var/tmp");

  private static final Set<Path> ABSENT =
      paths("etc/shadow", "etc/shadow-", "etc/gshadow", "etc/gshadow-", "etc/krb5.keytab");

  private final Path root;
  private final Set<Path> own;
  private final Set<Path> absent = new TreeSet<>();
  private final Set<Path> empty = new TreeSet<>();
  private final List<Path> seen = new ArrayList<>();

  /**
   * A search of one tree.
   *
   * @param root usually {@code /}
   * @param own the engine's directories inside it
   */
  SecretFinder(Path root, Set<Path> own) {
    this.root = root;
    this.own = own.stream().map(root::relativize).collect(java.util.stream.Collectors.toSet());
  }

  private static Set<Path> paths(String... names) {
    return java.util.Arrays.stream(names)
        .map(Path::of)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** Hides what the principle says. */
  Mask secrets() throws IOException {
    for (var entry : entries(root)) {
      var name = entry.getFileName();
      boolean directory = Files.isDirectory(entry, NOFOLLOW_LINKS);
      if (directory && TRUSTED.contains(name.toString())) {
        continue;
      }
      if (directory && !SEARCHED.contains(name.toString())) {
        empty.add(name);
      } else {
        judge(entry, 1);
      }
    }
    judgeIfThere(root.resolve("usr/local"));
    hideOwn();
    return new Mask(absent, empty, seen);
  }

  /** Hides the engine's own directories only. */
  Mask ownOnly() {
    hideOwn();
    return new Mask(absent, empty, List.of());
  }

  private void hideOwn() {
    for (var path : own) {
      boolean covered = empty.stream().anyMatch(path::startsWith);
      if (!covered && Files.isDirectory(root.resolve(path))) {
        empty.add(path);
      }
    }
  }

  private void judgeIfThere(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      judge(path, 2);
    }
  }

  private void judge(Path path, int depth) throws IOException {
    try {
      var attributes = Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
      var place = root.relativize(path);
      if (attributes.isDirectory()) {
        judgeDirectory(path, place, attributes, depth);
      } else if (!attributes.isSymbolicLink() && isSecret(place, attributes)) {
        absent.add(place);
      }
    } catch (NoSuchFileException _) {
      // It went away while we looked: nothing to hide.
    }
  }

  private void judgeDirectory(Path path, Path place, PosixFileAttributes attributes, int depth)
      throws IOException {
    boolean closed = !attributes.permissions().contains(OTHERS_EXECUTE);
    if (closed || depth > DEEPEST || EMPTY.contains(place) || own.contains(place)) {
      empty.add(place);
      return;
    }
    for (var entry : entries(path)) {
      judge(entry, depth + 1);
    }
  }

  private static boolean isSecret(Path place, PosixFileAttributes attributes) {
    return !attributes.isRegularFile()
        || !attributes.permissions().contains(OTHERS_READ)
        || ABSENT.contains(place)
        || isHostKey(place);
  }

  private static boolean isHostKey(Path place) {
    var name = String.valueOf(place.getFileName());
    return place.startsWith("etc/ssh") && name.startsWith("ssh_host_") && name.endsWith("_key");
  }

  private List<Path> entries(Path directory) throws IOException {
    var entries = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    }
    seen.add(directory);
    return entries;
  }
}
