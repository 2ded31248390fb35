package dev.jug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A minimal Debian (or Ubuntu), of the suite and from the mirror this machine itself uses. Made
 * once with mmdebstrap or debootstrap, which takes most of a minute, then kept. Needs {@code
 * command:mmdebstrap} or {@code command:debootstrap}, and root.
 */
public final class DebianRootfs {
  private DebianRootfs() {}

  /** The one that all tests share: read only, by agreement; put an overlay above it. */
  public static Path shared() {
    return Cache.folder("debian-" + suite(), DebianRootfs::create);
  }

  private static void create(Path folder) {
    try {
      if (Commands.find("mmdebstrap").isPresent()) {
        Commands.run(
            "mmdebstrap", "--variant=minbase", "--mode=root", suite(), folder.toString(), mirror());
      } else {
        Commands.run("debootstrap", "--variant=minbase", suite(), folder.toString(), mirror());
      }
      // What only costs space: no test installs packages.
      Commands.run("rm", "-rf", folder + "/var/cache/apt", folder + "/var/lib/apt/lists");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String suite() {
    return Proc.lines(Path.of("/etc/os-release"))
        .filter(line -> line.startsWith("VERSION_CODENAME="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
        .findFirst()
        .orElse("stable");
  }

  private static String mirror() throws IOException {
    var targets =
        Files.isExecutable(Path.of("/usr/bin/apt-get"))
            ? Commands.run(
                "apt-get", "indextargets", "--format", "$(REPO_URI)", "Codename: " + suite())
            : "";
    return targets.lines().findFirst().orElse("http://deb.debian.org/debian");
  }
}
