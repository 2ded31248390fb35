package dev.jug.app.runtime;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A bundle of busybox, described by the parts of its config.json. */
public final class Bundle {
  private String process = "";
  private String hooks = "";
  private String linux = "";
  private String namespaces =
      """
      {"type": "pid"}, {"type": "network"}, {"type": "ipc"}, {"type": "uts"}, {"type": "mount"},
      {"type": "cgroup"}\
      """;
  private boolean terminal;

  /** More fields of process, without the comma in front. */
  Bundle process(String fields) {
    process = ", " + fields;
    return this;
  }

  /** The content of hooks. */
  public Bundle hooks(String fields) {
    hooks = ", \"hooks\": {" + fields + "}";
    return this;
  }

  /** More fields of linux, without the comma in front. */
  Bundle linux(String fields) {
    linux = ", " + fields;
    return this;
  }

  /** Other namespaces than the usual ones. */
  Bundle namespaces(String... objects) {
    namespaces = String.join(", ", objects);
    return this;
  }

  /** A user namespace besides, with this mapping. */
  Bundle users(String mapping) {
    var numbers = mapping.split(", ", 3);
    namespaces += ", {\"type\": \"user\"}";
    var one = "[{\"containerID\": %s, \"hostID\": %s, \"size\": %s}]".formatted((Object[]) numbers);
    return linux("\"uidMappings\": " + one + ", \"gidMappings\": " + one);
  }

  Bundle terminal() {
    terminal = true;
    return this;
  }

  /** Writes it, and returns its directory. */
  public Path of(Path folder, String... command) {
    var words = Arrays.stream(command).map(Bundle::quoted).collect(Collectors.joining(", "));
    var config =
        """
        {"ociVersion": "1.3.0", "root": {"path": "%s", "readonly": true}, "hostname": "box",
         "annotations": {"key": "value"},
         "process": {"cwd": "/", "terminal": %s, "env": ["PATH=/bin", "A=b"], "args": [%s]%s},
         "mounts": [
           {"destination": "/proc", "type": "proc", "source": "proc"},
           {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["mode=755"]},
           {"destination": "/dev/pts", "type": "devpts", "source": "devpts",
            "options": ["newinstance", "ptmxmode=0666", "mode=0620"]},
           {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs"}],
         "linux": {"namespaces": [%s]%s}%s}
        """
            .formatted(BusyboxRootfs.shared(), terminal, words, process, namespaces, linux, hooks);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), config);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
