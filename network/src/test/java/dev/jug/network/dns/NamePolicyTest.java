package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class NamePolicyTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("198.18.0.9");

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private final NamePolicy policy =
      new NamePolicy() {
        @Override
        public boolean mayAsk(String name) {
          return name.equals("good.org");
        }

        @Override
        public boolean isListening() {
          return true;
        }

        @Override
        public void answered(String name, InetAddress address, Duration time) {
          heard.add(name + " " + address.getHostAddress() + " " + time.toSeconds());
        }
      };

  private Responder responder(Upstreams upstreams) {
    var forwarder = new Forwarder(new Random(7), Forwarder.Limits.DEFAULT);
    return new Responder(FakeZone.usual(), upstreams, forwarder, policy);
  }

  /** By another name in between, as those of large services have it. */
  private static byte[] answer(Message asked) {
    var record = new ARecord(Name.fromConstantString("cdn.net."), DClass.IN, 77, ADDRESS);
    return Dns.asked(asked).answer(Rcode.NOERROR, List.of(record), false);
  }

  @Test
  void addressesAreToldBeforeTheAnswerGoesOut() throws IOException {
    try (var upstream = new FakeUpstream(asked -> List.of(answer(asked)))) {
      var responder = responder(() -> List.of(upstream.address()));
      var question = Dns.asked(Dns.question("good.org", Type.A));

      assertThat(responder.local(question)).isEmpty();
      assertThat(responder.enter()).isTrue();
      responder.forward(question, false);
      assertThat(heard).containsExactly("good.org 198.18.0.9 77");
    }
  }

  @Test
  void othersAreNotAskedForWhatLeadsNowhere() throws IOException {
    try (var upstream = new FakeUpstream(asked -> List.of(answer(asked)))) {
      var responder = responder(() -> List.of(upstream.address()));
      var answer = responder.local(Dns.asked(Dns.question("bad.org", Type.A))).orElseThrow();

      assertThat(Dns.read(answer).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(upstream.questions).isEmpty();
    }
  }

  @Test
  void namesOfContainersAreTold() throws IOException {
    assertThat(responder(Upstreams.NONE).local(Dns.asked(Dns.question("web", Type.A)))).isPresent();
    assertThat(heard).containsExactly("web 172.18.0.2 5");
  }
}
