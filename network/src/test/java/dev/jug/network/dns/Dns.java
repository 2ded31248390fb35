package dev.jug.network.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Packets of the tests. */
final class Dns {
  private Dns() {}

  static Message question(String name, int type) {
    try {
      var record = Record.newRecord(new Name(name, Name.root), type, DClass.IN);
      return Message.newQuery(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Message withRoom(Message question, int bytes) {
    question.addRecord(new OPTRecord(bytes, 0, 0), Section.ADDITIONAL);
    return question;
  }

  static Message read(byte[] packet) {
    try {
      return new Message(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The question as a resolver has it that got it over UDP. */
  static Question asked(Message message) {
    return ((Arrival.Asked) Arrival.of(message.toWire(), Question.PLAIN_ROOM)).question();
  }

  /** What the answers say, without names and types. */
  static List<String> data(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }
}
