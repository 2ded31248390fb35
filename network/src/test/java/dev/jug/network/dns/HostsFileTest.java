package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.dns.HostsFile.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsFileTest {
  @Test
  void aContainersOwnNamesComeLast() {
    var own = new Entry(FakeZone.address("172.18.0.2"), List.of("4f1d", "web"));
    var text = new HostsFile(false, List.of(Entry.parse("db:10.0.0.9")), List.of(own)).text();

    assertThat(text).isEqualTo("127.0.0.1\tlocalhost\n10.0.0.9\tdb\n172.18.0.2\t4f1d web\n");
  }

  @Test
  void theNamesOfIpv6AreThereIfItIs() {
    assertThat(new HostsFile(true, List.of(), List.of()).text())
        .contains("::1\tlocalhost ip6-localhost ip6-loopback\n", "ff02::2\tip6-allrouters\n");
  }

  @Test
  void extraHostsAreWrittenInTwoWays() {
    var six = new Entry(FakeZone.address("2001:db8::1"), List.of("db"));

    assertThat(Entry.parse("db:2001:db8::1")).isEqualTo(six);
    assertThat(Entry.parse("db:[2001:db8::1]")).isEqualTo(six);
    assertThat(Entry.parse("db=2001:db8::1")).isEqualTo(six);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db", ":1.2.3.4", "db:", "db:example.org", "d b:1.2.3.4", "d\nb=::1"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> Entry.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
