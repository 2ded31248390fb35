package dev.jug.network.dns;

import java.io.IOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What a packet from a container turns out to be. */
sealed interface Arrival {
  /** Nothing to answer: too short to have an id, or an answer itself, which might start a loop. */
  record Noise() implements Arrival {}

  /** Not a question that can be answered, but the sender can be told so. */
  @SuppressWarnings("ArrayRecordComponent") // A packet, never compared.
  record Faulty(byte[] answer) implements Arrival {}

  /** A question. */
  record Asked(Question question) implements Arrival {}

  /**
   * Reads a packet; whatever is in it, this returns.
   *
   * @param room how many bytes an answer may have that says nothing of its room itself
   */
  static Arrival of(byte[] packet, int room) {
    if (packet.length < Header.LENGTH || Packets.isAnswer(packet)) {
      return new Noise();
    }
    if (Packets.opcode(packet) != Opcode.QUERY) {
      return faulty(packet, Rcode.NOTIMP);
    }
    try {
      var message = new Message(packet);
      var question = message.getQuestion();
      boolean one = message.getHeader().getCount(Section.QUESTION) == 1 && question != null;
      return one ? asked(packet, message, question, room) : faulty(packet, Rcode.FORMERR);
    } catch (IOException | RuntimeException _) {
      // The library's parsers of records throw several kinds; all mean that the packet is wrong.
      return faulty(packet, Rcode.FORMERR);
    }
  }

  private static Arrival asked(byte[] packet, Message message, Record question, int room) {
    if (question.getDClass() != DClass.IN) {
      return faulty(packet, Rcode.NOTIMP);
    }
    return new Asked(new Question(packet, message, question, Question.room(message, room)));
  }

  private static Arrival faulty(byte[] packet, int rcode) {
    var header = new Header(Packets.id(packet));
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    header.setOpcode(Packets.opcode(packet));
    header.setRcode(rcode);
    return new Faulty(header.toWire());
  }
}
