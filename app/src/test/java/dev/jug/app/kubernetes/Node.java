package dev.jug.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network and mounts for a kubelet, which sets parameters of the kernel and keeps files at places
 * that nobody can choose: nothing of it is the machine's. Its groups are below one that goes with
 * this object.
 */
final class Node implements AutoCloseable {
  private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup");

  /** What it writes to is there, and holds what it wants. */
  private static final String SCRIPT =
      """
      cd "$1"
      for said in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \\
          kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
        file=$(echo ${said%=*} | tr / -)
        echo ${said#*=} >$file
        mount --bind $file /proc/sys/${said%=*}
      done
      for place in /var/lib /var/log /usr/libexec; do mount -t tmpfs tmpfs $place; done
      echo ready
      exec sleep infinity
      """;

  private final String group = "jug-cluster-" + ProcessHandle.current().pid();
  private final Process holder;

  /**
   * Makes it.
   *
   * @param folder for files that are mounted
   */
  Node(Path folder) {
    try {
      holder =
          new ProcessBuilder("unshare", "-m", "-n", "sh", "-euc", SCRIPT, "sh", folder.toString())
              .start();
      assertThat(holder.inputReader().readLine()).isEqualTo("ready");
      for (var group : groups()) {
        make(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words before a command that is to run on it. */
  List<String> within() {
    var namespaces = "/proc/" + holder.pid() + "/ns/";
    return List.of("nsenter", "--mount=" + namespaces + "mnt", "--net=" + namespaces + "net", "--");
  }

  /** The group for all that a kubelet makes, as kubelets name groups. */
  String group() {
    return "/" + group;
  }

  private List<Path> groups() throws IOException {
    try (var controllers = Files.list(CONTROLLERS)) {
      return controllers.map(controller -> controller.resolve(group)).toList();
    }
  }

  private static void make(Path group) throws IOException {
    Files.createDirectory(group);
    for (var file : List.of("cpuset.cpus", "cpuset.mems")) {
      if (Files.exists(group.resolve(file))) {
        Files.writeString(group.resolve(file), Files.readString(group.resolve("..").resolve(file)));
      }
    }
  }

  @Override
  public void close() {
    try {
      holder.destroyForcibly().waitFor();
      for (var group : groups()) {
        remove(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Kubelets leave theirs. */
  private static void remove(Path group) throws IOException {
    List<Path> below;
    try (var all = Files.list(group)) {
      below = all.filter(Files::isDirectory).toList();
    }
    for (var child : below) {
      remove(child);
    }
    Files.delete(group);
  }
}
