package dev.jug.engine.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which Linux runs.
 *
 * @param text as the kernel says it (proc_sys_kernel(5), osrelease), such as {@code
 *     6.12.41+deb13-amd64}
 */
record KernelRelease(String text) {
  private static final Path FILE = Path.of("/proc/sys/kernel/osrelease");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  static KernelRelease here() throws IOException {
    return new KernelRelease(Files.readString(FILE).strip());
  }

  /** Whether it is that one or newer. */
  boolean isAtLeast(int major, int minor) {
    var version = VERSION.matcher(text);
    if (!version.matches()) {
      return false;
    }
    int running = Integer.parseInt(version.group(1));
    return running > major || (running == major && Integer.parseInt(version.group(2)) >= minor);
  }
}
