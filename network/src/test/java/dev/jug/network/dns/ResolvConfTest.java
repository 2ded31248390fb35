package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvConfTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsUnderstoodIsRead() {
    var read =
        ResolvConf.parse(
            """
            # a comment
            ; another
            domain old.example
            nameserver 192.0.2.1
            nameserver\t2001:db8::1
            nameserver not-an-address
            search a.example  b.example
            options ndots:2 timeout:1
            options rotate
            sortlist 130.155.160.0

            nameserver
            """);

    assertThat(read.nameservers()).isEqualTo(FakeZone.all("192.0.2.1", "2001:db8::1"));
    assertThat(read.search()).containsExactly("a.example", "b.example");
    assertThat(read.options()).containsExactly("ndots:2", "timeout:1", "rotate");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var text = "nameserver 127.0.0.11\nsearch a.example b.example\noptions ndots:0\n";

    assertThat(ResolvConf.parse(text).text()).isEqualTo(text);
    assertThat(ResolvConf.EMPTY.text()).isEmpty();
    assertThat(ResolvConf.parse("domain x\nsearch y\ndomain z w").search()).containsExactly("z");
  }

  @Test
  void serversOfTheHostAloneAreLeftOut() throws IOException {
    var etc = file("etc", "nameserver 127.0.0.1\nnameserver ::1\nnameserver 192.0.2.1\nsearch a");
    var stub = file("stub", "nameserver 192.0.2.9\n");

    var read = ResolvConf.forOthers(etc, stub);

    assertThat(read.nameservers()).isEqualTo(FakeZone.all("192.0.2.1"));
    assertThat(read.search()).containsExactly("a");
  }

  @Test
  void behindAStubIsSystemdsList() throws IOException {
    var etc = file("etc", "nameserver 127.0.0.53\noptions edns0\n");
    var stub = file("stub", "nameserver 192.0.2.9\nsearch b\n");

    assertThat(ResolvConf.forOthers(etc, stub).nameservers()).isEqualTo(FakeZone.all("192.0.2.9"));
    assertThat(ResolvConf.forOthers(etc, folder.resolve("none")).nameservers()).isEmpty();
    assertThat(ResolvConf.forOthers(folder.resolve("none"), stub)).isEqualTo(ResolvConf.EMPTY);
  }

  @Test
  void theHostsServersAreReadAgainWhenTheyChange() throws IOException {
    var etc = file("etc", "nameserver 127.0.0.53\n");
    var upstreams = new HostUpstreams(etc);
    assertThat(upstreams.servers()).hasSize(1).first().hasToString("/127.0.0.53:53");
    assertThat(upstreams.servers()).isSameAs(upstreams.servers());

    Files.move(
        file("new", "nameserver 192.0.2.1\nnameserver ::1\n"),
        etc,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(upstreams.servers()).hasSize(2).first().hasToString("/192.0.2.1:53");

    Files.delete(etc);
    assertThat(upstreams.servers()).isEmpty();
  }
}
