package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ForwarderTest {
  private static final Forwarder.Limits LIMITS =
      new Forwarder.Limits(2, 1, 4, Duration.ofMillis(300));

  private final Forwarder forwarder = new Forwarder(new SecureRandom(), LIMITS);
  private final Message question = Dns.question("example.org", Type.A);

  private static Message answer(Message question, String address) {
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    var name = question.getQuestion().getName();
    answer.addRecord(new ARecord(name, DClass.IN, 60, FakeZone.address(address)), Section.ANSWER);
    return answer;
  }

  private static Function<Message, List<byte[]>> says(String address) {
    return asked -> List.of(answer(asked, address).toWire());
  }

  private static Function<Message, List<byte[]>> fails(int rcode) {
    return asked -> {
      var answer = answer(asked, "192.0.2.66");
      answer.removeAllRecords(Section.ANSWER);
      answer.getHeader().setRcode(rcode);
      return List.of(answer.toWire());
    };
  }

  private static List<byte[]> truncated(Message asked) {
    var answer = answer(asked, "192.0.2.1");
    answer.getHeader().setFlag(Flags.TC);
    return List.of(answer.toWire());
  }

  private static List<byte[]> nothing(Message asked) {
    return List.of();
  }

  private Optional<Message> ask(boolean stream, FakeUpstream... servers) {
    var addresses = new ArrayList<InetSocketAddress>();
    for (var server : servers) {
      addresses.add(server.address());
    }
    return forwarder.ask(Dns.asked(question), stream, addresses).map(Dns::read);
  }

  @Test
  void theAnswerIsPassedOnUnderTheClientsId() throws Exception {
    try (var server = new FakeUpstream(says("192.0.2.1"))) {
      var answer = ask(false, server).orElseThrow();

      assertThat(answer.getHeader().getID()).isEqualTo(question.getHeader().getID());
      assertThat(Dns.data(answer)).containsExactly("192.0.2.1");
      assertThat(answer.getSection(Section.ANSWER).getFirst().getTTL()).isEqualTo(60);
    }
  }

  @Test
  void idsAndPortsCannotBeForeseen() throws Exception {
    try (var server = new FakeUpstream(says("192.0.2.1"))) {
      for (int i = 0; i < 8; i++) {
        ask(false, server);
      }
      var ids = server.questions.stream().map(each -> each.getHeader().getID()).distinct();
      assertThat(ids.count()).isGreaterThan(6);
      assertThat(server.ports.stream().distinct().count()).isGreaterThan(6);
    }
  }

  @Test
  void whatDoesNotAnswerTheQuestionIsPassedOver() throws Exception {
    Function<Message, List<byte[]>> forger =
        asked -> {
          var otherId = answer(asked, "192.0.2.66");
          otherId.getHeader().setID(asked.getHeader().getID() ^ 1);
          var otherName = answer(Dns.question("example.com", Type.A), "192.0.2.66");
          otherName.getHeader().setID(asked.getHeader().getID());
          var noAnswer = asked.toWire();
          return List.of(
              otherId.toWire(),
              otherName.toWire(),
              noAnswer,
              new byte[3],
              answer(asked, "192.0.2.1").toWire());
        };
    try (var server = new FakeUpstream(forger)) {
      assertThat(Dns.data(ask(false, server).orElseThrow())).containsExactly("192.0.2.1");
    }
  }

  @Test
  void whoIsSilentIsFollowedByTheNext() throws Exception {
    try (var silent = new FakeUpstream(ForwarderTest::nothing);
        var server = new FakeUpstream(says("192.0.2.1"))) {
      assertThat(Dns.data(ask(false, silent, server).orElseThrow())).containsExactly("192.0.2.1");
    }
  }

  @Test
  void whoIsNotThereIsFollowedByTheNextAtOnce() throws Exception {
    try (var gone = new FakeUpstream(ForwarderTest::nothing);
        var server = new FakeUpstream(says("192.0.2.1"))) {
      gone.leave();
      var patient = new Forwarder(new SecureRandom(), Forwarder.Limits.DEFAULT);
      var servers = List.of(gone.address(), server.address());
      long start = System.nanoTime();
      assertThat(patient.ask(Dns.asked(question), false, servers)).isPresent();
      assertThat(patient.ask(Dns.asked(question), true, servers)).isPresent();
      assertThat(System.nanoTime() - start)
          .isLessThan(Forwarder.Limits.DEFAULT.patience().toNanos());
    }
  }

  @Test
  void eachIsAskedTwice() throws Exception {
    try (var silent = new FakeUpstream(ForwarderTest::nothing)) {
      assertThat(ask(false, silent)).isEmpty();
      assertThat(silent.questions).hasSize(2);
    }
  }

  @Test
  void whoCannotSayIsFollowedByTheNext() throws Exception {
    try (var failing = new FakeUpstream(fails(Rcode.SERVFAIL));
        var refusing = new FakeUpstream(fails(Rcode.REFUSED));
        var server = new FakeUpstream(says("192.0.2.1"))) {
      assertThat(Dns.data(ask(false, failing, refusing, server).orElseThrow()))
          .containsExactly("192.0.2.1");
      assertThat(ask(false, failing, refusing).orElseThrow().getRcode()).isEqualTo(Rcode.REFUSED);
    }
  }

  @Test
  void thatThereIsNoSuchNameIsAnAnswer() throws Exception {
    try (var server = new FakeUpstream(fails(Rcode.NXDOMAIN));
        var other = new FakeUpstream(says("192.0.2.1"))) {
      assertThat(ask(false, server, other).orElseThrow().getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(other.questions).isEmpty();
    }
  }

  @Test
  void whoeverComesByTcpIsServedByTcp() throws Exception {
    try (var server = new FakeUpstream(ForwarderTest::nothing, says("192.0.2.2"))) {
      assertThat(Dns.data(ask(true, server).orElseThrow())).containsExactly("192.0.2.2");
      assertThat(server.questions).isEmpty();
    }
  }

  @Test
  void aTruncatedAnswerIsFetchedWholeForThoseWithRoom() throws Exception {
    try (var server = new FakeUpstream(ForwarderTest::truncated, says("192.0.2.2"))) {
      var small = ask(false, server).orElseThrow();
      assertThat(small.getHeader().getFlag(Flags.TC)).isTrue();

      Dns.withRoom(question, 1232);
      var whole = ask(false, server).orElseThrow();
      assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
      assertThat(Dns.data(whole)).containsExactly("192.0.2.2");
    }
  }

  @Test
  void noMoreAreAskedAtOnceThanAllowed() {
    var one = new Responder(FakeZone.usual(), Upstreams.NONE, forwarder, NamePolicy.FREE);
    var other = new Responder(FakeZone.usual(), Upstreams.NONE, forwarder, NamePolicy.FREE);
    var third = new Responder(FakeZone.usual(), Upstreams.NONE, forwarder, NamePolicy.FREE);

    assertThat(one.enter()).isTrue();
    assertThat(one.enter()).as("beyond its share").isFalse();
    assertThat(other.enter()).isTrue();
    assertThat(third.enter()).as("beyond what the engine does").isFalse();
    one.forward(Dns.asked(question), false);
    assertThat(third.enter()).isTrue();
  }
}
