package dev.jug.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.view.NetworkView.MemberView;
import dev.jug.network.Endpoint;
import dev.jug.network.EndpointRequest;
import dev.jug.network.IpamConfig;
import dev.jug.network.Member;
import dev.jug.network.NetworkRecord;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetworkViewTest {
  private static final Subnet FOUR = Subnet.parse("10.1.0.0/16");
  private static final Subnet SIX = Subnet.parse("fd00::/64");
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "e".repeat(64),
          "f".repeat(64),
          "eth0",
          "veth1234567",
          "02:42:0a:01:00:02",
          Addresses.parse("10.1.0.2", ""),
          FOUR,
          Addresses.parse("fd00::2", ""),
          SIX,
          Addresses.parse("10.1.0.1", ""),
          Addresses.parse("fd00::1", ""),
          List.of("web"),
          EndpointRequest.on("blue"));

  private static JsonNode json(Object view) {
    return new JsonMapper().readTree(ContainerView.json(List.of(view))).get(0);
  }

  @Test
  void aNetworkHasDockersShape() {
    var reserved = Map.of("a", Addresses.parse("10.1.0.9", ""));
    var network =
        new NetworkRecord(
            "f".repeat(64),
            "blue",
            "bridge",
            Instant.EPOCH,
            true,
            true,
            false,
            true,
            List.of(
                new IpamConfig(FOUR, Subnet.parse("10.1.5.0/24"), ENDPOINT.gateway(), reserved),
                new IpamConfig(SIX, null, null, Map.of())),
            Map.of("o", "p"),
            Map.of("l", "m"));
    var members =
        Map.of("c".repeat(64), MemberView.of(new Member("c".repeat(64), "web", ENDPOINT)));

    assertThat(json(NetworkView.of(network, members)))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"Name": "blue", "Id": "F", "Created": "1970-01-01T00:00:00Z",
                     "Scope": "local", "Driver": "bridge", "EnableIPv4": true, "EnableIPv6": true,
                     "IPAM": {"Driver": "default", "Options": {}, "Config": [
                       {"Subnet": "10.1.0.0/16", "IPRange": "10.1.5.0/24", "Gateway": "10.1.0.1",
                        "AuxiliaryAddresses": {"a": "10.1.0.9"}},
                       {"Subnet": "fd00::/64"}]},
                     "Internal": false, "Attachable": true, "Ingress": false,
                     "ConfigFrom": {"Network": ""}, "ConfigOnly": false,
                     "Containers": {"C": {"Name": "web", "EndpointID": "E",
                       "MacAddress": "02:42:0a:01:00:02", "IPv4Address": "10.1.0.2/16",
                       "IPv6Address": "fd00::2/64"}},
                     "Options": {"o": "p"}, "Labels": {"l": "m"}}
                    """
                        .replace("\"F\"", '"' + "f".repeat(64) + '"')
                        .replace("\"C\"", '"' + "c".repeat(64) + '"')
                        .replace("\"E\"", '"' + "e".repeat(64) + '"')));
  }

  @Test
  void oldClientsFindTheFirstNetworkWhereItWas() {
    var view = EndpointView.of(ENDPOINT, false);
    var settings = json(new NetworkSettingsView("", "", Map.of(), Map.of("bridge", view)));

    assertThat(settings.get("IPAddress").stringValue()).isEqualTo("10.1.0.2");
    assertThat(settings.get("IPPrefixLen").intValue()).isEqualTo(16);
    assertThat(settings.get("Gateway").stringValue()).isEqualTo("10.1.0.1");
    assertThat(settings.get("GlobalIPv6Address").stringValue()).isEqualTo("fd00::2");
    assertThat(settings.get("MacAddress").stringValue()).isEqualTo(ENDPOINT.mac());
    assertThat(settings.get("EndpointID").stringValue()).isEqualTo(ENDPOINT.id());
  }

  @Test
  void aContainerOnOtherNetworksHasNothingThere() {
    var view = EndpointView.of(ENDPOINT, true);
    var settings = new NetworkSettingsView("", "", Map.of(), Map.of("blue", view));

    assertThat(json(settings).get("IPAddress").stringValue()).isEmpty();
    assertThat(settings.isOn("blue")).isTrue();
    assertThat(settings.isOn("ffff")).isTrue();
    assertThat(settings.isOn("bridge")).isFalse();
  }
}
