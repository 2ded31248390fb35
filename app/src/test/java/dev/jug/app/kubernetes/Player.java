package dev.jug.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody who plays manifests, and asks what runs then.
 *
 * @param jug with an image {@code busybox:1.36}
 * @param folder for files
 */
record Player(Jug jug, Path folder) {
  private static final String PORT = "http://127.0.0.1:30080/";

  static Player open(Path folder) {
    var player = new Player(new Jug(), folder);
    player.start();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(player.jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    player.jug.run("import", archive, "busybox:1.36").ok();
    return player;
  }

  Kubelet kubelet() {
    return new Kubelet(jug.place().resolve("run/cri.sock"));
  }

  /** An engine with a door for kubelets, which tests use where somebody else would. */
  void start() {
    var none = folder.resolve("cni").toString();
    var socket = "unix://" + kubelet().socket();
    jug.run("engine", "start", "--cri", socket, "--cni-conf-dir", none).ok();
  }

  Jug.Result play(String name, String text, String... words) {
    try {
      var file = folder.resolve(name);
      Files.writeString(file, text);
      var command = new ArrayList<>(List.of("kube", "play"));
      command.addAll(List.of(words));
      command.add(file.toString());
      return jug.run(command.toArray(String[]::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the page of docs/kube.md shows. */
  String front() {
    return ask("cgi-bin/front");
  }

  /** What is at the port of the host that all tests use. */
  String ask(String path) {
    try {
      var connection = URI.create(PORT + path).toURL().openConnection();
      connection.setConnectTimeout(2000);
      connection.setReadTimeout(5000);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The pods of a Deployment: owner, name, containers that are ready, restarts. */
  List<String> pods(String owner) {
    return jug.run("kube", "ls", "--format", "{{.Owner}} {{.Name}} {{.Ready}} {{.Restarts}}")
        .text()
        .lines()
        .filter(line -> line.startsWith("Deployment/" + owner + " "))
        .toList();
  }

  /** Processes of this engine's containers whose command line begins so. */
  List<Long> processes(String... words) {
    var wanted = String.join("\0", words);
    var found = new ArrayList<Long>();
    ProcessHandle.allProcesses()
        .forEach(process -> {
          try {
            var place = Path.of("/proc", Long.toString(process.pid()));
            var mounts = Files.readString(place.resolve("mountinfo"));
            if (Files.readString(place.resolve("cmdline")).contains(wanted)
                && mounts.contains(jug.place().getFileName().toString())) {
              found.add(process.pid());
            }
          } catch (IOException _) {
            // It has just ended.
          }
        });
    return found;
  }

  /** Takes down all that was played: nothing is left of it then. */
  void takeAllDown() {
    jug.run("kube", "ls", "--format", "{{.File}}")
        .out()
        .lines()
        .distinct()
        .forEach(name -> jug.run("kube", "down", "--volumes", name).ok());
    assertThat(jug.run("kube", "ls", "--format", "{{.Name}}").text()).isEmpty();
    assertThat(jug.run("network", "ls", "--format", "{{.Name}}").text()).doesNotContain("kube");
    Stream.of(
            "run/live/pods",
            "run/live/containers",
            "state/pods",
            "state/kube/pods",
            "state/kube/played")
        .map(jug.place()::resolve)
        .forEach(place ->
            assertThat(place)
                .satisfiesAnyOf(
                    one -> assertThat(one).doesNotExist(),
                    one -> assertThat(one).isEmptyDirectory()));
    assertThatThrownBy(this::front).hasMessageContaining("refused");
    assertThat(jug.run("volume", "ls", "-q").text()).isEmpty();
  }
}
