package dev.jug.network.dns;

import org.xbill.DNS.Header;

/** The fixed places of a DNS message (RFC 1035, 4.1.1), for packets that are passed on unread. */
final class Packets {
  private static final int FLAGS = 2;
  private static final int RCODE = 3;
  private static final int QUESTIONS = 4;

  private Packets() {}

  static int id(byte[] packet) {
    return number(packet, 0);
  }

  /** The same packet by another id. */
  static byte[] withId(byte[] packet, int id) {
    var copy = packet.clone();
    copy[0] = (byte) (id >> 8);
    copy[1] = (byte) id;
    return copy;
  }

  static boolean isAnswer(byte[] packet) {
    return (packet[FLAGS] & 0x80) != 0;
  }

  static int opcode(byte[] packet) {
    return (packet[FLAGS] >> 3) & 0xf;
  }

  static boolean isTruncated(byte[] packet) {
    return (packet[FLAGS] & 0x02) != 0;
  }

  static int rcode(byte[] packet) {
    return packet[RCODE] & 0xf;
  }

  /**
   * Whether a packet answers a question that was asked under this id. A server that could not read
   * the question may leave it out.
   *
   * @param end where the question ends in the packet that asked
   */
  static boolean answers(byte[] packet, byte[] asked, int id, int end) {
    if (packet.length < Header.LENGTH || !isAnswer(packet) || id(packet) != id) {
      return false;
    }
    return number(packet, QUESTIONS) == 0 ? rcode(packet) != 0 : sameQuestion(packet, asked, end);
  }

  /** Names in questions are never compressed: nothing comes before that they could point to. */
  private static boolean sameQuestion(byte[] packet, byte[] asked, int end) {
    if (packet.length < end || number(packet, QUESTIONS) != 1) {
      return false;
    }
    for (int i = Header.LENGTH; i < end; i++) {
      if (lower(packet[i]) != lower(asked[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte value) {
    return value >= 'A' && value <= 'Z' ? value + 32 : value;
  }

  static int number(byte[] packet, int at) {
    return (Byte.toUnsignedInt(packet[at]) << 8) | Byte.toUnsignedInt(packet[at + 1]);
  }
}
