package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class LocalAnswersTest {
  private final LocalAnswers answers = new LocalAnswers(FakeZone.usual());

  private Message answer(Message question) {
    return Dns.read(answers.answer(Dns.asked(question)).orElseThrow());
  }

  @Test
  void aNameHasAddressesOfEachFamily() {
    assertThat(Dns.data(answer(Dns.question("web", Type.A)))).containsExactly("172.18.0.2");
    assertThat(Dns.data(answer(Dns.question("web", Type.AAAA))))
        .containsExactly("fd00:0:0:0:0:0:0:2");
    assertThat(Dns.data(answer(Dns.question("web", Type.ANY)))).hasSize(2);
  }

  @Test
  void answersSayWhatDockersSay() {
    var question = Dns.question("Web", Type.A);
    var answer = answer(question);

    var header = answer.getHeader();
    assertThat(header.getID()).isEqualTo(question.getHeader().getID());
    assertThat(header.getFlag(Flags.QR)).isTrue();
    assertThat(header.getFlag(Flags.RD)).isTrue();
    assertThat(header.getFlag(Flags.RA)).isTrue();
    assertThat(header.getFlag(Flags.TC)).isFalse();
    assertThat(answer.getSection(Section.ANSWER).getFirst().getTTL()).isEqualTo(5);
    assertThat(answer.getQuestion().getName()).hasToString("Web.");
    assertThat(answer.getOPT()).isNull();
  }

  /** Else libc would go on to ask others for the family that is not there. */
  @Test
  void aKnownNameWithoutSuchDataIsNoError() {
    for (int type : new int[] {Type.AAAA, Type.MX, Type.SRV}) {
      var answer = answer(Dns.question("many", type));

      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(Dns.data(answer)).isEmpty();
    }
  }

  @Test
  void severalAddressesTakeTurns() {
    var first = Dns.data(answer(Dns.question("many", Type.A)));
    var second = Dns.data(answer(Dns.question("many", Type.A)));
    var third = Dns.data(answer(Dns.question("many", Type.A)));

    assertThat(first).containsExactly("172.18.0.3", "172.18.0.4", "172.18.0.5");
    assertThat(second).containsExactly("172.18.0.4", "172.18.0.5", "172.18.0.3");
    assertThat(third).containsExactly("172.18.0.5", "172.18.0.3", "172.18.0.4");
  }

  @Test
  void whatDoesNotFitIsCutOffAndSaid() {
    var answer = answer(Dns.question("crowd", Type.A));

    assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(answer.numBytes()).isLessThanOrEqualTo(512).isGreaterThan(490);
    assertThat(Dns.data(answer)).hasSize(30);
  }

  @Test
  void moreFitsIfTheClientHasRoom() {
    var answer = answer(Dns.withRoom(Dns.question("crowd", Type.A), 1232));

    assertThat(answer.numBytes()).isLessThanOrEqualTo(1232).isGreaterThan(1210);
    assertThat(answer.getOPT().getPayloadSize()).isEqualTo(Question.DATAGRAM_ROOM);
    var all = answer(Dns.withRoom(Dns.question("crowd", Type.A), 60_000));
    assertThat(all.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(Dns.data(all)).hasSize(200);
  }

  @Test
  void anAddressHasAName() {
    var four = answer(Dns.question("2.0.18.172.in-addr.arpa", Type.PTR));
    var six =
        answer(
            Dns.question(
                "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa",
                Type.PTR));

    assertThat(Dns.data(four)).containsExactly("web.");
    assertThat(Dns.data(six)).containsExactly("web.");
  }

  @Test
  void othersAreNotKnown() {
    for (var name : new String[] {"9.0.18.172.in-addr.arpa", "lb._dns-sd._udp.home", "x.arpa"}) {
      assertThat(answers.answer(Dns.asked(Dns.question(name, Type.PTR)))).isEmpty();
    }
    assertThat(answers.answer(Dns.asked(Dns.question("web.example.org", Type.A)))).isEmpty();
  }
}
