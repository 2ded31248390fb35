package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Whatever containers ask and servers answer, the resolver of all of them goes on. */
@Timeout(24 * 3600)
class DnsFuzzTest {
  private static final NamePolicy CURIOUS =
      new NamePolicy() {
        @Override
        public boolean mayAsk(String name) {
          return !name.isEmpty();
        }

        @Override
        public boolean isListening() {
          return true;
        }

        @Override
        public void answered(String name, InetAddress address, Duration time) {
          assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
          assertThat(time).isGreaterThanOrEqualTo(Duration.ZERO);
        }
      };

  private final LocalAnswers local = new LocalAnswers(FakeZone.usual());

  /** Each is answered, refused or ignored, and the answer can be read. */
  @Test
  void questions() {
    Fuzz.of(Corpus.of(DnsFuzzTest.class, "corpus/questions"), 20_000, "\3web\0", "\300\14")
        .run(packet -> {
          arrive(packet, Question.PLAIN_ROOM);
          arrive(packet, Question.STREAM_ROOM);
        });
  }

  private void arrive(byte[] packet, int room) {
    switch (Arrival.of(packet, room)) {
      case Arrival.Noise _ -> {}
      case Arrival.Faulty faulty -> Dns.read(faulty.answer());
      case Arrival.Asked(var question) -> answer(packet, question);
    }
  }

  private void answer(byte[] packet, Question question) {
    local
        .answer(question)
        .ifPresent(answer -> {
          assertThat(answer.length).isLessThanOrEqualTo(question.room());
          Dns.read(answer);
        });
    var refusal = question.empty(Rcode.SERVFAIL);
    assertThat(Packets.answers(refusal, packet, Packets.id(packet), question.end())).isTrue();
    var longer = Arrays.copyOf(refusal, Question.DATAGRAM_ROOM);
    Packets.answers(longer, packet, Packets.id(packet), question.end());
    CURIOUS.mayAsk(question.name());
  }

  /** Each is passed on or not, as it is, and those who listen hear of what is right in it. */
  @Test
  void answers() {
    var question = Dns.asked(Dns.question("web.example", Type.A));
    var asked = Packets.withId(question.packet(), 0x1234);
    var heard = new HeardAnswers(CURIOUS);
    Fuzz.of(Corpus.of(DnsFuzzTest.class, "corpus/answers"), 20_000, "\300\14", "\1\1\1\1")
        .run(answer -> {
          if (Packets.answers(answer, asked, 0x1234, question.end())) {
            Packets.isTruncated(answer);
            Packets.rcode(answer);
            assertThat(heard.tell(question, answer)).isEqualTo(answer);
          }
        });
  }
}
