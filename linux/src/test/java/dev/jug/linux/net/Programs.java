package dev.jug.linux.net;

import dev.jug.linux.Fd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What programs see in a network namespace: nsenter(1) goes there, with a /sys of its own. */
public final class Programs {
  private Programs() {}

  /** What a file below /sys says there. */
  public static String read(Fd namespace, String file) {
    var script = "mount -t sysfs none /sys && cat /sys/" + file;
    return run(namespace, "unshare", "-m", "sh", "-c", script).strip();
  }

  public static String run(Fd namespace, String... command) {
    var path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + namespace.number();
    var line = new ArrayList<>(List.of("nsenter", "--net=" + path));
    line.addAll(List.of(command));
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
