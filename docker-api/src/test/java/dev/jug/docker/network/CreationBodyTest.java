package dev.jug.docker.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.network.NetworkRequest;
import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreationBodyTest {
  private static NetworkRequest request(String json) {
    return new CreationBody(Fields.parse(json.getBytes(UTF_8))).request();
  }

  @Test
  void whatIsLeftOutIsDockersDefault() {
    assertThat(request("{\"Name\": \"blue\"}")).isEqualTo(NetworkRequest.bridge("blue"));
    assertThat(request("{\"Name\": \"blue\", \"EnableIPv4\": null, \"IPAM\": {\"Config\": []}}"))
        .isEqualTo(NetworkRequest.bridge("blue"));
  }

  @Test
  void allThatIsSaidArrives() {
    var request =
        request(
            """
            {"Name": "blue", "CheckDuplicate": true, "Driver": "bridge", "EnableIPv4": false,
             "EnableIPv6": true, "Internal": true, "Attachable": true,
             "IPAM": {"Driver": "default", "Config": [
               {"Subnet": "fd00::/64", "IPRange": "fd00::/80", "Gateway": "fd00::1",
                "AuxiliaryAddresses": {"a": "fd00::9"}}]},
             "Options": {"com.docker.network.bridge.name": "blue0"}, "Labels": {"a": "b"}}
            """);

    var wish =
        new Wish(
            Subnet.parse("fd00::/64"),
            Subnet.parse("fd00::/80"),
            Addresses.parse("fd00::1", ""),
            Map.of("a", Addresses.parse("fd00::9", "")));
    assertThat(request)
        .isEqualTo(
            new NetworkRequest(
                "blue",
                "bridge",
                false,
                true,
                true,
                true,
                List.of(wish),
                Map.of("com.docker.network.bridge.name", "blue0"),
                Map.of("a", "b")));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> request("{\"Name\": \"x\", \"Ingress\": true}"))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> request("{\"Name\": \"x\", \"ConfigFrom\": {\"Network\": \"y\"}}"))
        .isInstanceOf(NotFound.class)
        .hasMessage("network y not found");
    assertThatThrownBy(() -> request("{\"Name\": \"x\", \"IPAM\": {\"Driver\": \"dhcp\"}}"))
        .hasMessage("could not find plugin dhcp in v1 plugin registry: plugin not found");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> request("{\"IPAM\": {\"Config\": [{\"Subnet\": \"10.0.0.1/8\"}]}}"))
        .isInstanceOf(Invalid.class)
        .hasMessage("invalid subnet 10.0.0.1/8: it should be 10.0.0.0/8");
  }
}
