package dev.jug.conformance.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.PruneType;
import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks, and ports that are published. */
@EndToEnd
class NetworksTest {
  @TempDir static Path folder;
  private static Client client;
  private static DockerClient docker;

  @BeforeAll
  static void open() {
    client = new Client(folder);
    docker = client.docker();
  }

  @AfterEach
  void empty() {
    client.empty();
    docker.pruneCmd(PruneType.NETWORKS).exec();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void oneIsMadeAsAskedAndRemoved() {
    var ipam =
        new Ipam()
            .withConfig(new Ipam.Config().withSubnet("10.213.7.0/24").withGateway("10.213.7.1"));
    var id =
        docker
            .createNetworkCmd()
            .withName("blue")
            .withDriver("bridge")
            .withIpam(ipam)
            .withInternal(true)
            .withAttachable(true)
            .withCheckDuplicate(true)
            .withLabels(Map.of("a", "b"))
            .exec()
            .getId();

    var shown = docker.inspectNetworkCmd().withNetworkId("blue").exec();
    assertThat(shown.getId()).isEqualTo(id);
    assertThat(shown.getDriver()).isEqualTo("bridge");
    assertThat(shown.getScope()).isEqualTo("local");
    assertThat(shown.getInternal()).isTrue();
    assertThat(shown.getLabels()).containsEntry("a", "b");
    assertThat(shown.getIpam().getConfig())
        .singleElement()
        .satisfies(config -> {
          assertThat(config.getSubnet()).isEqualTo("10.213.7.0/24");
          assertThat(config.getGateway()).isEqualTo("10.213.7.1");
        });
    assertThat(docker.listNetworksCmd().withNameFilter("blue").exec()).hasSize(1);
    docker.removeNetworkCmd(id).exec();
    assertThatThrownBy(() -> docker.inspectNetworkCmd().withNetworkId(id).exec())
        .isInstanceOf(NotFoundException.class);
    assertThat(docker.listNetworksCmd().exec())
        .extracting(Network::getName)
        .containsExactlyInAnyOrder("bridge", "host", "none");
  }

  @Test
  void containersFindEachOther() {
    docker.createNetworkCmd().withName("blue").exec();
    var server = client.box("httpd", "-f", "-p", "80", "-h", "/etc").withName("web");
    var web =
        client.start(
            server
                .withAliases("store")
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("blue")));
    var ask = client.box("wget", "-qO-", "http://store/hostname");
    var asking = ask.withHostConfig(HostConfig.newHostConfig().withNetworkMode("blue"));
    var other = client.start(asking);

    assertThat(client.await(other)).isZero();
    assertThat(client.logs(other).out().strip()).isEqualTo(web.substring(0, 12));
    var network =
        docker.inspectContainerCmd(web).exec().getNetworkSettings().getNetworks().get("blue");
    assertThat(network.getAliases()).contains("store");
    assertThat(network.getIpAddress()).isNotEmpty();
    assertThat(docker.inspectNetworkCmd().withNetworkId("blue").exec().getContainers())
        .containsKey(web);
    assertThatThrownBy(() -> docker.removeNetworkCmd("blue").exec())
        .isInstanceOf(DockerException.class)
        .hasMessageContaining("has active endpoints");
  }

  @Test
  void oneIsConnectedAndDisconnected() {
    docker.createNetworkCmd().withName("blue").exec();
    var id = client.start(client.box("sleep", "99"));

    docker
        .connectToNetworkCmd()
        .withContainerId(id)
        .withNetworkId("blue")
        .withContainerNetwork(new ContainerNetwork().withAliases("late"))
        .exec();
    assertThat(networks(id)).containsOnlyKeys("bridge", "blue");
    assertThat(networks(id).get("blue").getAliases()).contains("late");
    docker.disconnectFromNetworkCmd().withContainerId(id).withNetworkId("blue").exec();
    assertThat(networks(id)).containsOnlyKeys("bridge");
  }

  private static Map<String, ContainerNetwork> networks(String id) {
    return docker.inspectContainerCmd(id).exec().getNetworkSettings().getNetworks();
  }

  @Test
  void aPortIsPublished() {
    var http = ExposedPort.tcp(80);
    var host = HostConfig.newHostConfig().withPortBindings(new Ports(http, Ports.Binding.empty()));
    var id =
        client.start(
            client
                .box("httpd", "-f", "-p", "80", "-h", "/etc")
                .withExposedPorts(http)
                .withHostConfig(host));

    var bound =
        docker
            .inspectContainerCmd(id)
            .exec()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(http);
    int port = Integer.parseInt(bound[0].getHostPortSpec());
    Jug.eventually(() -> assertThat(get(port)).contains(id.substring(0, 12)));
    assertThat(docker.listContainersCmd().exec().getFirst().getPorts())
        .anySatisfy(shown -> {
          assertThat(shown.getPrivatePort()).isEqualTo(80);
          assertThat(shown.getPublicPort()).isEqualTo(port);
        });
  }

  private static String get(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /hostname HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.ConnectException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
