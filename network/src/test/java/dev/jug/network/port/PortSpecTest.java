package dev.jug.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import java.net.InetAddress;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortSpecTest {
  private static String shown(PortBinding binding) {
    InetAddress address = binding.address();
    return (address == null ? "*" : address.getHostAddress())
        + " "
        + binding.first()
        + "-"
        + binding.last()
        + " "
        + binding.container();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80 | * 0-0 80/tcp",
        "8080:80 | * 8080-8080 80/tcp",
        "53:53/udp | * 53-53 53/udp",
        "127.0.0.1:8080:80 | 127.0.0.1 8080-8080 80/tcp",
        "127.0.0.1::80 | 127.0.0.1 0-0 80/tcp",
        "[::1]:8080:80/sctp | 0:0:0:0:0:0:0:1 8080-8080 80/sctp",
        "8000-8010:80 | * 8000-8010 80/tcp",
        "8000-8001:80-81 | * 8000-8000 80/tcp, * 8001-8001 81/tcp",
        "80-81 | * 0-0 80/tcp, * 0-0 81/tcp",
        ":80 | * 0-0 80/tcp"
      })
  void published(String text, String expected) {
    assertThat(
            PortSpec.published(text).stream()
                .map(PortSpecTest::shown)
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | invalid containerPort: x",
        "0 | invalid containerPort: 0",
        "70000 | invalid containerPort: 70000",
        "80/icmp | invalid proto: icmp",
        "x:80 | invalid hostPort: x",
        "9-8:80 | invalid hostPort: 9-8",
        "1-3:80-81 | invalid ranges specified for container and host Ports: 1-3:80-81",
        "example.org:1:80 | invalid hostIP: example.org is not an IP address"
      })
  void mistakesAreNamed(String text, String why) {
    assertThatThrownBy(() -> PortSpec.published(text))
        .isInstanceOf(NetworkException.class)
        .hasMessage(why);
  }
}
