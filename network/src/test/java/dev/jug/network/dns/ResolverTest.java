package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

@Root
@LeakChecked
class ResolverTest {
  private static final InetSocketAddress LISTEN = new InetSocketAddress("127.0.0.11", 0);
  private static final Forwarder.Limits LIMITS =
      new Forwarder.Limits(64, 8, 4, Duration.ofSeconds(1));

  private final Forwarder forwarder = new Forwarder(new SecureRandom(), LIMITS);
  private final List<AutoCloseable> open = new ArrayList<>();
  private Sandbox sandbox;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    sandbox = keep(new Sandbox());
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }

  private Resolver resolver(InetSocketAddress listen, Upstreams upstreams) throws IOException {
    return keep(
        Resolver.open(
            sandbox.namespace(), listen, FakeZone.usual(), upstreams, forwarder, NamePolicy.FREE));
  }

  private Client client(Upstreams upstreams) throws IOException {
    return keep(new Client(sandbox, resolver(LISTEN, upstreams)));
  }

  private Upstreams silent() throws IOException {
    var address = keep(new FakeUpstream(_ -> List.of())).address();
    return () -> List.of(address);
  }

  @Test
  void namesAreAnsweredInTheSandbox() throws IOException {
    var client = client(Upstreams.NONE);

    assertThat(Dns.data(client.ask(Dns.question("web", Type.A)))).containsExactly("172.18.0.2");
    assertThat(Dns.data(client.askOverTcp(Dns.question("crowd", Type.A)))).hasSize(200);
  }

  @Test
  void bothProtocolsHaveOnePort() throws IOException {
    var resolver = resolver(LISTEN, Upstreams.NONE);

    assertThat(resolver.udpPort()).isEqualTo(resolver.tcpPort()).isPositive();
  }

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    var first = resolver(LISTEN, Upstreams.NONE);
    var taken = new InetSocketAddress("127.0.0.11", first.tcpPort());

    assertThatThrownBy(() -> resolver(taken, Upstreams.NONE))
        .hasMessageContaining("no DNS server can listen at /127.0.0.11:");
  }

  @Test
  void withoutUpstreamsOnlyContainersHaveNames() throws IOException {
    var client = client(Upstreams.NONE);

    assertThat(client.ask(Dns.question("nobody", Type.A)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(client.ask(Dns.question("example.org", Type.A)).getRcode())
        .isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void othersAreAskedFromOutside() throws IOException {
    var upstream = keep(new FakeUpstream(asked -> List.of(Dns.asked(asked).empty(Rcode.NXDOMAIN))));
    var client = client(() -> List.of(upstream.address()));

    assertThat(client.ask(Dns.question("example.org", Type.A)).getRcode())
        .isEqualTo(Rcode.NXDOMAIN);
    assertThat(client.askOverTcp(Dns.question("example.org", Type.A)).getRcode())
        .isEqualTo(Rcode.NXDOMAIN);
    assertThat(upstream.questions).hasSize(1);
  }

  /** While eight questions wait, others get no; names of containers are answered all the same. */
  @Test
  void aFloodOfQuestionsIsRefused() throws IOException {
    var client = client(silent());
    for (int i = 0; i < 40; i++) {
      client.send(Dns.question("flood-" + i + ".example.org", Type.A).toWire());
    }
    for (int i = 0; i < 40 - LIMITS.questionsOfOne(); i++) {
      assertThat(Dns.read(client.receive()).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }
    assertThat(client.isSilent(50)).isTrue();
    assertThat(Dns.data(client.ask(Dns.question("web", Type.A)))).hasSize(1);
  }

  @Test
  void connectionsAreFewAtOnce() throws IOException {
    var client = client(Upstreams.NONE);
    for (int i = 0; i < LIMITS.connectionsOfOne(); i++) {
      var connection = keep(client.connect());
      assertThat(Client.ask(connection, Dns.question("web", Type.A)).getRcode()).isZero();
    }
    try (var more = client.connect()) {
      assertThatThrownBy(() -> Client.ask(more, Dns.question("web", Type.A)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void hostilePacketsHarmNobody() throws IOException {
    var client = client(silent());
    var random = new Random(2);
    for (int i = 0; i < 3000; i++) {
      var packet = new byte[random.nextInt(1, 600)];
      random.nextBytes(packet);
      client.send(packet);
      if (i % 50 == 0) {
        assertThat(Dns.data(client.ask(Dns.question("web", Type.A)))).hasSize(1);
      }
    }
    try (var connection = client.connect()) {
      connection.socket().getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1});
    }
    assertThat(Dns.data(client.askOverTcp(Dns.question("web", Type.A)))).hasSize(1);
  }

  @Test
  void manyResolversTakeNoThreadsNorTheirNamespace() throws IOException {
    client(Upstreams.NONE).ask(Dns.question("web", Type.A));
    int before = threads().size();
    for (int i = 0; i < 200; i++) {
      resolver(LISTEN, Upstreams.NONE);
    }
    var last = keep(new Client(sandbox, resolver(LISTEN, Upstreams.NONE)));
    assertThat(last.ask(Dns.question("many", Type.A)).getHeader().getFlag(Flags.QR)).isTrue();

    assertThat(threads()).hasSizeLessThan(before + 4);
    assertThat(threads().stream().map(ResolverTest::namespace)).doesNotContain(sandbox.identity());
  }

  private static Set<Path> threads() throws IOException {
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.collect(Collectors.toSet());
    }
  }

  private static String namespace(Path thread) {
    try {
      return Files.readSymbolicLink(thread.resolve("ns/net")).toString();
    } catch (IOException _) {
      return "gone";
    }
  }

  @Test
  void whoIsClosedAnswersNoMore() throws IOException {
    var resolver = resolver(LISTEN, Upstreams.NONE);
    var client = keep(new Client(sandbox, resolver));
    try (var connection = client.connect()) {
      Client.ask(connection, Dns.question("web", Type.A));

      resolver.close();

      assertThat(connection.socket().getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> client.ask(Dns.question("web", Type.A)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  @Requires({"command:getent", "command:nsenter"})
  void libcUnderstandsTheAnswers() throws Exception {
    resolver(new InetSocketAddress("127.0.0.11", 53), Upstreams.NONE);

    assertThat(getent("ahostsv4", "many")).contains("172.18.0.3", "172.18.0.4", "172.18.0.5");
    assertThat(getent("ahosts", "web")).contains("172.18.0.2", "fd00::2");
    assertThat(getent("hosts", "172.18.0.2")).contains("web");
    assertThat(getent("hosts", "nobody")).isEmpty();
  }

  private String getent(String database, String key) throws Exception {
    var text =
        ResolvConf.parse("nameserver 127.0.0.11\noptions ndots:0 timeout:2 attempts:1").text();
    var conf = Files.writeString(folder.resolve("resolv.conf"), text);
    var script = "mount --bind \"$0\" /etc/resolv.conf && getent " + database + " " + key;
    var process =
        new ProcessBuilder(
                "nsenter",
                "--net=" + sandbox.path(),
                "unshare",
                "-m",
                "sh",
                "-c",
                script,
                conf.toString())
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
