package dev.jug.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.engine.view.NetworkSettingsView.HostPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortListTest {
  /** Each port is written as {@code PORT/PROTOCOL} or {@code PORT/PROTOCOL@ADDRESS@PORT}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          '';                                                ''
          80/tcp;                                            80/tcp
          80/tcp 81/tcp 82/tcp 90/tcp;                       80-82/tcp, 90/tcp
          53/tcp 53/udp 54/udp;                              53/tcp, 53-54/udp
          80/tcp@0.0.0.0@8080;                               0.0.0.0:8080->80/tcp
          80/tcp@0.0.0.0@8080 80/tcp@::@8080;                0.0.0.0:8080->80/tcp, [::]:8080->80/tcp
          80/tcp@0.0.0.0@8080 443/tcp;                       443/tcp, 0.0.0.0:8080->80/tcp
          80/tcp@0.0.0.0@8080 81/tcp@0.0.0.0@8081;           0.0.0.0:8080->80/tcp, 0.0.0.0:8081->81/tcp
          80/tcp@0.0.0.0@80 81/tcp@0.0.0.0@81;               0.0.0.0:80-81->80-81/tcp
          80/tcp@0.0.0.0@80 80/tcp@::@80 81/tcp@0.0.0.0@81 81/tcp@::@81; \
          0.0.0.0:80-81->80-81/tcp, [::]:80-81->80-81/tcp
          90/tcp@127.0.0.1@90 80/tcp@127.0.0.1@80;           127.0.0.1:80->80/tcp, 127.0.0.1:90->90/tcp
          80/tcp@0.0.0.0@9 80/tcp@127.0.0.1@8;               0.0.0.0:9->80/tcp, 127.0.0.1:8->80/tcp
          """)
  void portsAreInDockersNotation(String ports, String shown) {
    var settings = new NetworkSettingsView("", "", ports(ports), Map.of());

    assertThat(PortList.of(settings)).hasToString(shown);
  }

  private static Map<String, @Nullable List<HostPort>> ports(String text) {
    var ports = new LinkedHashMap<String, @Nullable List<HostPort>>();
    for (var word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      var parts = word.split("@", -1);
      if (parts.length == 1) {
        ports.put(word, null);
      } else {
        var places = ports.computeIfAbsent(parts[0], _ -> new ArrayList<>());
        places.add(new HostPort(parts[1], parts[2]));
      }
    }
    return ports;
  }
}
