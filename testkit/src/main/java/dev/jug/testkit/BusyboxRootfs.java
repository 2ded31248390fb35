package dev.jug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A root file system of one static busybox: small, and made in milliseconds. */
public final class BusyboxRootfs {
  private static final List<String> FOLDERS =
      List.of("bin", "dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "usr", "var");

  private BusyboxRootfs() {}

  /** Fills {@code folder}, which may not exist yet, and returns it. */
  public static Path create(Path folder) {
    var busybox =
        binary().orElseThrow(() -> new IllegalStateException("use @Requires(\"busybox\")"));
    try {
      for (var name : FOLDERS) {
        Files.createDirectories(folder.resolve(name));
      }
      Files.setPosixFilePermissions(
          folder.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.copy(busybox, folder.resolve("bin/busybox"));
      link(busybox, folder.resolve("bin"));
      users(folder.resolve("etc"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that all tests share: read only, by agreement. */
  public static Path shared() {
    return Cache.folder("busybox", BusyboxRootfs::create);
  }

  /** A busybox that needs no library. */
  static Optional<Path> binary() {
    return Stream.of("/bin/busybox", "/usr/bin/busybox")
        .map(Path::of)
        .filter(Files::isExecutable)
        .filter(BusyboxRootfs::isStatic)
        .findFirst();
  }

  /** A dynamic program names its loader within the first page. */
  private static boolean isStatic(Path program) {
    try (var in = Files.newInputStream(program)) {
      return !new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1).contains("/ld-");
    } catch (IOException _) {
      return false;
    }
  }

  private static void link(Path busybox, Path bin) throws IOException {
    for (var applet : Commands.run(busybox.toString(), "--list").lines().toList()) {
      if (!applet.equals("busybox")) {
        Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
      }
    }
  }

  private static void users(Path etc) throws IOException {
    Files.writeString(
        etc.resolve("passwd"),
        """
        root:x:0:0:root:/root:/bin/sh
        daemon:x:1:1:daemon:/usr/sbin:/bin/false
        jug:x:1000:1000:a user:/home:/bin/sh
        nobody:x:65534:65534:nobody:/:/bin/false
        """);
    Files.writeString(
        etc.resolve("group"),
        """
        root:x:0:
        daemon:x:1:
        tty:x:5:
        staff:x:50:jug
        jug:x:1000:
        nogroup:x:65534:
        """);
  }
}
