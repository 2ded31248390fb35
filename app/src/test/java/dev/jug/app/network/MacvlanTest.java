package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers right on the network of a device of the host. */
@EndToEnd
@Requires("command:docker")
class MacvlanTest {
  @TempDir static Path folder;
  private static Docker docker;
  private static Outside outside;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    outside = new Outside(folder);
    outside.serve(80);
  }

  @AfterAll
  static void close() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
    outside.close();
    docker.close();
  }

  private static boolean reaches(String container, String address) {
    return !Web.get(docker, container, address, 80).isEmpty();
  }

  @Test
  void containersAreBesideTheHost() {
    docker
        .run(
            "network",
            "create",
            "-d",
            "macvlan",
            "-o",
            "parent=" + outside.device(),
            "--subnet",
            "198.18.77.0/24",
            "--gateway",
            Outside.THERE,
            "--ip-range",
            "198.18.77.128/25",
            "lan")
        .ok();
    for (var name : List.of("one", "two")) {
      docker
          .run("run", "-d", "--name", name, "--network", "lan", "-p", "80", "box:1", "httpd", "-f")
          .ok();
    }
    var template = "{{.NetworkSettings.Networks.lan.IPAddress}}";
    var two = docker.run("inspect", "-f", template, "two").text();
    assertThat(two).startsWith("198.18.77.");

    assertThat(reaches("one", Outside.THERE)).isTrue();
    assertThat(docker.run("exec", "one", "ping", "-c1", "-W2", two).code()).isZero();
    assertThat(docker.run("exec", "one", "ping", "-c1", "-W2", "two").code()).isZero();
    assertThat(docker.run("exec", "one", "ping", "-c1", "-W1", Outside.HERE).code()).isNotZero();
    assertThat(outside.visitors()).contains("198.18.77.1").doesNotContain(Outside.HERE + ":");
    assertThat(docker.run("exec", "one", "ip", "route").text())
        .contains("default via " + Outside.THERE);

    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();
    assertThat(reaches("one", Outside.THERE)).isTrue();
    assertThat(docker.run("network", "rm", "lan").err()).contains("has active endpoints");
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThat(docker.run("network", "create", "-d", "macvlan", "odd").err())
        .contains("needs a device of the host");
    assertThat(
            docker
                .run(
                    "network",
                    "create",
                    "-d",
                    "macvlan",
                    "-o",
                    "parent=lo",
                    "-o",
                    "macvlan_mode=x",
                    "odd")
                .err())
        .contains("invalid macvlan_mode: x");
    docker.run("network", "create", "-d", "macvlan", "-o", "parent=nosuch0", "gone").ok();
    assertThat(docker.run("run", "--rm", "--network", "gone", "box:1").err())
        .contains("there is no device nosuch0");
    docker
        .run("network", "create", "-d", "macvlan", "-o", "parent=" + outside.device(), "plain")
        .ok();
    assertThat(
            docker
                .jug()
                .run("run", "--rm", "--network", "plain", "--egress", "none", "box:1")
                .err())
        .contains("knows no rates and no egress");
    docker.run("network", "rm", "gone", "plain").ok();
  }
}
