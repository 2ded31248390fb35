package dev.jug.docker.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.network.port.ContainerPort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of a container in a list: Docker's schema {@code Port}.
 *
 * @param address of the host; null if no port of the host leads to it
 * @param privatePort in the container
 * @param publicPort of the host; null if none leads to it
 * @param type {@code tcp}, {@code udp}, {@code sctp}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedPort(
    @JsonProperty("IP") @Nullable String address,
    @JsonProperty("PrivatePort") int privatePort,
    @JsonProperty("PublicPort") @Nullable Integer publicPort,
    @JsonProperty("Type") String type) {

  static List<ListedPort> of(NetworkSettingsView settings) {
    var ports = new ArrayList<ListedPort>();
    settings
        .ports()
        .forEach((name, places) -> {
          var port = ContainerPort.parse(name);
          var type = port.protocol().word();
          if (places == null) {
            ports.add(new ListedPort(null, port.number(), null, type));
          } else {
            for (var place : places) {
              ports.add(
                  new ListedPort(
                      place.address(), port.number(), Integer.parseInt(place.port()), type));
            }
          }
        });
    return ports;
  }
}
