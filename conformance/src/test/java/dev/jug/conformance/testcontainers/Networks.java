package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** A user's tests of several containers that talk to each other. */
class Networks {
  private static GenericContainer<?> web(Network network) {
    return new GenericContainer<>("box:1")
        .withCommand("httpd", "-f", "-p", "80", "-h", "/etc")
        .withNetwork(network)
        .withNetworkAliases("web", "store")
        .withExposedPorts(80)
        .waitingFor(Wait.forHttp("/hostname"));
  }

  @Test
  void containersFindEachOtherByAlias() throws Exception {
    try (var network = Network.newNetwork();
        var web = web(network);
        var client =
            new GenericContainer<>("box:1")
                .withCommand("sleep", "99")
                .withNetwork(network)
                .dependsOn(web)) {
      client.start();

      assertThat(web.isRunning()).isTrue();
      var said = client.execInContainer("wget", "-qO-", "http://store/hostname");
      assertThat(said.getStdout().strip()).isEqualTo(web.getContainerId().substring(0, 12));
      var networks = web.getContainerInfo().getNetworkSettings().getNetworks().values();
      assertThat(networks)
          .singleElement()
          .satisfies(endpoint -> {
            assertThat(endpoint.getNetworkID()).isEqualTo(network.getId());
            assertThat(endpoint.getAliases()).contains("web", "store");
          });
    }
  }

  @Test
  void othersDoNotFindThem() throws Exception {
    try (var network = Network.newNetwork();
        var web = web(network);
        var stranger = new GenericContainer<>("box:1").withCommand("sleep", "99")) {
      web.start();
      stranger.start();

      assertThat(stranger.execInContainer("wget", "-qO-", "http://web/hostname").getExitCode())
          .isNotZero();
    }
  }
}
