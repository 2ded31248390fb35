package dev.jug.network.dns;

import java.util.List;
import java.util.Locale;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A question, and how it is answered.
 *
 * @param packet as it came
 * @param message the same, read
 * @param record the question in it
 * @param room how many bytes the answer may have
 */
@SuppressWarnings("ArrayRecordComponent") // A packet, never compared.
record Question(byte[] packet, Message message, Record record, int room) {
  /** Of an answer over UDP to who says nothing (RFC 1035, 4.2.1). */
  static final int PLAIN_ROOM = 512;

  /** Of an answer over TCP, whose length has two bytes. */
  static final int STREAM_ROOM = 0xffff;

  /** What we can take, and the most of what we send over UDP: it never leaves the machine. */
  static final int DATAGRAM_ROOM = 4096;

  private static final int TYPE_AND_CLASS = 4;

  /** What a client says in EDNS (RFC 6891, 6.2.3) if it is more than without. */
  static int room(Message message, int otherwise) {
    var edns = message.getOPT();
    if (edns == null || otherwise > DATAGRAM_ROOM) {
      return otherwise;
    }
    return Math.clamp(edns.getPayloadSize(), otherwise, DATAGRAM_ROOM);
  }

  /** The name in lower case, without the dot at the end. */
  String name() {
    return record.getName().toString(true).toLowerCase(Locale.ROOT);
  }

  /** Whether the name is one label, as that of a container. */
  boolean isSingleLabel() {
    return record.getName().labels() <= 2;
  }

  /** Where the question ends in the packet. */
  int end() {
    return Header.LENGTH + record.getName().length() + TYPE_AND_CLASS;
  }

  /** An answer without records. */
  byte[] empty(int rcode) {
    return answer(rcode, List.of(), false);
  }

  /**
   * An answer.
   *
   * @param truncated whether there are more records than fit
   */
  byte[] answer(int rcode, List<? extends Record> records, boolean truncated) {
    var answer = new Message(message.getHeader().getID());
    var header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    copyFlag(header, Flags.RD);
    if (truncated) {
      header.setFlag(Flags.TC);
    }
    header.setRcode(rcode);
    answer.addRecord(record, Section.QUESTION);
    records.forEach(each -> answer.addRecord(each, Section.ANSWER));
    if (message.getOPT() != null) {
      answer.addRecord(new OPTRecord(DATAGRAM_ROOM, 0, 0), Section.ADDITIONAL);
    }
    return answer.toWire(room);
  }

  private void copyFlag(Header header, int flag) {
    if (message.getHeader().getFlag(flag)) {
      header.setFlag(flag);
    }
  }

  /** How many records of so many bytes fit into an answer. */
  int fitting(int recordBytes) {
    int edns = message.getOPT() == null ? 0 : 11;
    return Math.max(0, (room - end() - edns) / recordBytes);
  }
}
