package dev.jug.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ArrivalTest {
  private static Arrival read(byte[] packet) {
    return Arrival.of(packet, Question.PLAIN_ROOM);
  }

  private static int refusal(Message message) {
    var faulty = (Arrival.Faulty) read(message.toWire());
    var answer = Dns.read(faulty.answer());
    assertThat(answer.getHeader().getID()).isEqualTo(message.getHeader().getID());
    assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
    return answer.getRcode();
  }

  @Test
  void questionsAreRead() {
    var asked = (Arrival.Asked) read(Dns.question("Web.Example", Type.A).toWire());

    assertThat(asked.question().name()).isEqualTo("web.example");
    assertThat(asked.question().isSingleLabel()).isFalse();
    assertThat(asked.question().end()).isEqualTo(asked.question().packet().length);
    assertThat(Dns.asked(Dns.question("web", Type.A)).isSingleLabel()).isTrue();
  }

  @Test
  void roomIsWhatTheClientSaysWithinLimits() {
    assertThat(Dns.asked(Dns.question("web", Type.A)).room()).isEqualTo(512);
    assertThat(Dns.asked(Dns.withRoom(Dns.question("web", Type.A), 100)).room()).isEqualTo(512);
    assertThat(Dns.asked(Dns.withRoom(Dns.question("web", Type.A), 1232)).room()).isEqualTo(1232);
    assertThat(Dns.asked(Dns.withRoom(Dns.question("web", Type.A), 65_000)).room()).isEqualTo(4096);
  }

  /** Two resolvers that answer answers would never end. */
  @Test
  void answersAreNoise() {
    var answer = Dns.question("web", Type.A);
    answer.getHeader().setFlag(Flags.QR);

    assertThat(read(answer.toWire())).isInstanceOf(Arrival.Noise.class);
    assertThat(read(new byte[0])).isInstanceOf(Arrival.Noise.class);
    assertThat(read(new byte[11])).isInstanceOf(Arrival.Noise.class);
  }

  @Test
  void whatIsNoQuestionIsRefused() throws Exception {
    var update = Dns.question("web", Type.A);
    update.getHeader().setOpcode(Opcode.UPDATE);
    var two = Dns.question("web", Type.A);
    two.addRecord(Record.newRecord(new Name("x."), Type.A, DClass.IN), Section.QUESTION);
    var chaos = Message.newQuery(Record.newRecord(new Name("v.bind."), Type.TXT, DClass.CH));

    assertThat(refusal(update)).isEqualTo(Rcode.NOTIMP);
    assertThat(refusal(two)).isEqualTo(Rcode.FORMERR);
    assertThat(refusal(new Message(7))).isEqualTo(Rcode.FORMERR);
    assertThat(refusal(chaos)).isEqualTo(Rcode.NOTIMP);
  }

  @Test
  void truncatedOnesAreRefused() {
    var packet = Dns.withRoom(Dns.question("web.example.org", Type.A), 1232).toWire();
    for (int length = 12; length < packet.length; length++) {
      assertThat(read(Arrays.copyOf(packet, length))).isInstanceOf(Arrival.Faulty.class);
    }
  }
}
