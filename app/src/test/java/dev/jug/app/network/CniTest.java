package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that plugins make. */
@EndToEnd
@Requires({"command:docker", "command:ip", "file:/usr/lib/cni/bridge"})
class CniTest {
  private static final String BRIDGE = "jugcni" + ProcessHandle.current().pid() % 1_000_000;

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
    assertThat(taken()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @AfterAll
  static void close() throws IOException, InterruptedException {
    docker.close();
    new ProcessBuilder("ip", "link", "del", BRIDGE).start().waitFor();
  }

  /** A bridge of plugins, whose addresses are noted in the test's folder. */
  private static String bridge(String name, String chained) {
    var text =
        """
        {"cniVersion": "1.0.0", "name": "NAME", "plugins": [
          {"type": "bridge", "bridge": "BRIDGE", "isGateway": true, "isDefaultGateway": true,
           "capabilities": {"ips": true, "mac": true},
           "ipam": {"type": "host-local", "dataDir": "FOLDER/taken",
                    "ranges": [[{"subnet": "10.91.0.0/24"}], [{"subnet": "fd91::/64"}]]}}
          CHAINED]}
        """
            .replace("NAME", name)
            .replace("BRIDGE", BRIDGE)
            .replace("FOLDER", folder.toString())
            .replace("CHAINED", chained);
    return write(name + ".conflist", text).toString();
  }

  private static Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path directory, String glob) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.newDirectoryStream(directory, glob)) {
      var files = new ArrayList<Path>();
      all.forEach(files::add);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Addresses that the plugin for addresses has given away. */
  private static List<String> taken() {
    return list(folder.resolve("taken"), "*").stream()
        .flatMap(network -> list(network, "{10.,fd}*").stream())
        .map(file -> file.getFileName().toString())
        .sorted()
        .toList();
  }

  private static List<Path> notes() {
    return list(docker.jug().place().resolve("state/networks"), "*.cni");
  }

  private static Result create(String name, String file) {
    return docker.run("network", "create", "-d", "cni", "-o", "dev.jug.cni.conf=" + file, name);
  }

  private static void serve(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name, "--network", "pod"));
    words.addAll(List.of(options));
    words.addAll(List.of("--hostname", name, "box:1"));
    words.addAll(Web.server());
    docker.run(words.toArray(String[]::new)).ok();
  }

  private static String address(String container, String which) {
    var template = "{{.NetworkSettings.Networks.pod." + which + "}}";
    return docker.run("inspect", "-f", template, container).text();
  }

  @Test
  void pluginsConnectContainers() {
    create("pod", bridge("pod", "")).ok();
    serve("one");
    serve("two");
    var two = address("two", "IPAddress");

    assertThat(taken()).contains(two, address("two", "GlobalIPv6Address")).hasSize(4);
    assertThat(Web.get(docker, "one", two, 80)).isEqualTo("two");
    assertThat(Web.get(docker, "one", address("two", "GlobalIPv6Address"), 80)).isEqualTo("two");
    assertThat(docker.run("exec", "one", "ping", "-c1", "-W2", "two").code()).isZero();
    assertThat(docker.run("exec", "one", "ip", "route").text())
        .contains("default via " + address("one", "Gateway"));
    assertThat(docker.run("exec", "one", "ip", "link", "show", "eth0").text())
        .contains(address("one", "MacAddress"));

    docker.run("rm", "-f", "two").ok();
    assertThat(taken()).doesNotContain(two).hasSize(2);
  }

  @Test
  void wishesGoToPluginsThatAreCapableOfThem() {
    create("pod", bridge("pod", "")).ok();
    serve("one", "--ip", "10.91.0.77", "--mac-address", "02:00:00:00:00:77");

    assertThat(address("one", "IPAddress")).isEqualTo("10.91.0.77");
    assertThat(docker.run("exec", "one", "ip", "link", "show", "eth0").text())
        .contains("02:00:00:00:00:77");
  }

  @Test
  void pluginsFollowOneAnother() {
    var tuning = ", {\"type\": \"tuning\", \"sysctl\": {\"net.core.somaxconn\": \"77\"}}";
    create("pod", bridge("pod", tuning)).ok();
    serve("one");

    assertThat(docker.run("exec", "one", "cat", "/proc/sys/net/core/somaxconn").text())
        .isEqualTo("77");
    assertThat(address("one", "IPAddress")).as("it passes on what the first made").isNotEmpty();
  }

  @Test
  void itIsJoinedAndLeftWhileTheContainerRuns() {
    create("pod", bridge("pod", "")).ok();
    docker.run("run", "-d", "--name", "late", "box:1", "sleep", "99").ok();

    docker.run("network", "connect", "pod", "late").ok();
    assertThat(docker.run("exec", "late", "ip", "addr", "show", "eth1").text())
        .contains(address("late", "IPAddress"));
    docker.run("network", "disconnect", "pod", "late").ok();
    assertThat(docker.run("exec", "late", "ip", "link").text()).doesNotContain("eth1");
    assertThat(taken()).isEmpty();
    assertThat(docker.run("exec", "late", "ip", "route").text()).contains("default via 172.");
  }

  @Test
  void whatAPluginMadeBeforeAnotherFailedIsTakenBack() {
    var broken = ", {\"type\": \"tuning\", \"sysctl\": {\"net.no.such\": \"1\"}}";
    create("pod", bridge("pod", broken)).ok();

    var failed = docker.jug().run("run", "--rm", "--network", "pod", "box:1");
    assertThat(failed.code()).isEqualTo(125);
    assertThat(failed.err())
        .contains("cannot connect the container to network pod: plugin tuning failed to ADD: ")
        .contains("net/no/such")
        .contains("(code ");
    assertThat(taken()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void whatAnEngineCouldNotTakeBackTheNextDoes() {
    create("pod", bridge("pod", "")).ok();
    serve("gone");
    serve("stays");
    long pid = Long.parseLong(docker.run("inspect", "-f", "{{.State.Pid}}", "gone").text());
    docker.jug().killEngine();
    Jug.kill(pid);
    assertThat(taken()).hasSize(4);

    docker.jug().run("engine", "start").ok();
    Jug.eventually(() -> assertThat(taken()).hasSize(2));
    assertThat(taken()).contains(address("stays", "IPAddress"));
    assertThat(notes()).hasSize(1);
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThat(docker.run("network", "create", "-d", "cni", "odd").err())
        .contains("a cni network needs a configuration", "-o dev.jug.cni=NAME");
    assertThat(
            docker.run("network", "create", "-d", "cni", "-o", "dev.jug.cni=nosuch", "odd").err())
        .contains("there is no CNI configuration of the name nosuch in /etc/cni/net.d");
    assertThat(create("odd", folder + "/nosuch").err()).contains("cannot read " + folder);
    var none =
        write("none.conf", "{\"name\": \"x\", \"cniVersion\": \"9.9\", \"type\": \"bridge\"}");
    assertThat(create("odd", none.toString()).err()).contains("cniVersion 9.9 is not known");
    var unknown =
        write("unknown.conf", "{\"name\": \"x\", \"cniVersion\": \"1.0.0\", \"type\": \"nosuch\"}");
    assertThat(create("odd", unknown.toString()).err())
        .contains("there is no plugin nosuch in /opt/cni/bin or /usr/lib/cni");
    var subnet = docker.run("network", "create", "-d", "cni", "--subnet", "10.1.0.0/24", "odd");
    assertThat(subnet.err()).contains("a cni network has no subnet of the engine's");

    create("pod", bridge("pod", "")).ok();
    assertThat(docker.jug().run("run", "--network", "pod", "--net-in", "1mbit", "box:1").err())
        .contains("knows no rates and no egress");
    write("pod.conflist", read(bridge("pod", "")).replace("\"mac\": true", "\"mac\": false"));
    var wish =
        docker.run(
            "run", "--rm", "--network", "pod", "--mac-address", "02:00:00:00:00:07", "box:1");
    assertThat(wish.err()).contains("none of its plugins has the capability mac");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
