package dev.jug.linux.netlink;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** One message of netlink(7): a header, a structure that depends on the type, and attributes. */
public final class NetlinkMessage {
  /** Flags of netlink(7), NLM_F_…. */
  public static final int REQUEST = 1;

  public static final int ACKNOWLEDGE = 4;
  public static final int ROOT = 0x100;
  public static final int DUMP = 0x300;
  public static final int REPLACE = 0x100;
  public static final int EXCLUSIVE = 0x200;
  public static final int CREATE = 0x400;
  public static final int APPEND = 0x800;

  static final int ERROR = 2;
  static final int DONE = 3;
  static final int HEADER_BYTES = 16;
  static final int SERIAL_AT = 8;

  private static final int FIRST_OWN_TYPE = 16;

  private final int type;
  private final int flags;
  private final int serial;
  private final int port;
  private final byte[] body;
  private final Attributes attributes;

  private NetlinkMessage(
      int type, int flags, int serial, int port, byte[] body, Attributes attributes) {
    this.type = type;
    this.flags = flags;
    this.serial = serial;
    this.port = port;
    this.body = body;
    this.attributes = attributes;
  }

  /**
   * A message to send.
   *
   * @param type such as RTM_NEWLINK
   * @param flags NLM_F_… (netlink(7))
   * @param body the structure
   */
  public NetlinkMessage(int type, int flags, byte[] body, Attributes attributes) {
    this(type, flags, 0, 0, body, attributes);
  }

  /** The type, such as RTM_NEWLINK. */
  public int type() {
    return type;
  }

  int flags() {
    return flags;
  }

  int serial() {
    return serial;
  }

  /** Of a message that was read, the address of the socket whose doing it is about. */
  public int port() {
    return port;
  }

  NetlinkMessage acknowledged() {
    return new NetlinkMessage(type, flags | ACKNOWLEDGE, body, attributes);
  }

  /** The structure between header and attributes, with numbers in the machine's order. */
  public ByteBuffer body() {
    return buffer(body.clone());
  }

  /** What follows the structure. */
  public Attributes attributes() {
    return attributes;
  }

  /** The bytes of a structure, with numbers in the machine's order; what is not set is zero. */
  public static byte[] structure(int size, Consumer<ByteBuffer> contents) {
    var bytes = new byte[size];
    contents.accept(buffer(bytes));
    return bytes;
  }

  /** Bytes as a structure: numbers are in the machine's order. */
  public static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  static int aligned(int length) {
    return length + 3 & ~3;
  }

  /** What to throw when something that was received cannot be right. */
  public static SysException malformed(String what) {
    return new SysException(Call.RECVFROM.toString(), Errno.EBADMSG, "netlink", what);
  }

  int length() {
    return HEADER_BYTES + aligned(body.length) + attributes.length();
  }

  /**
   * The message as the kernel reads it.
   *
   * @param serial the number that its answers carry
   */
  public byte[] encode(int serial) {
    int length = length();
    return structure(
        length,
        out -> {
          out.putInt(length)
              .putShort((short) type)
              .putShort((short) flags)
              .putInt(serial)
              .putInt(0);
          out.put(body).position(HEADER_BYTES + aligned(body.length));
          out.put(attributes.encode());
        });
  }

  /** Whether it is about the conversation, such as an error, and not one of the subject's own. */
  boolean isControl() {
    return type < FIRST_OWN_TYPE;
  }

  /**
   * Takes the message at the start of a buffer, and leaves the buffer behind it.
   *
   * @param structBytes length of its structure, unless it is about the conversation: all of that is
   *     structure
   * @param order of the numbers in attributes
   * @throws SysException with EBADMSG if its lengths cannot be right
   */
  public static NetlinkMessage take(ByteBuffer in, int structBytes, ByteOrder order) {
    int start = in.position();
    if (in.remaining() < HEADER_BYTES) {
      throw malformed("a header of " + in.remaining() + " bytes");
    }
    int length = in.getInt();
    int type = Short.toUnsignedInt(in.getShort());
    int flags = Short.toUnsignedInt(in.getShort());
    int serial = in.getInt();
    int port = in.getInt();
    int rest = length - HEADER_BYTES;
    int size = type < FIRST_OWN_TYPE ? rest : structBytes;
    if (length < HEADER_BYTES || size > rest || length > in.limit() - start) {
      throw malformed("a message of " + length + " bytes");
    }
    var body = new byte[size];
    in.position(start + HEADER_BYTES).get(body);
    int first = Math.min(start + HEADER_BYTES + aligned(size), start + length);
    var attributes = Attributes.read(in.slice(first, start + length - first), order);
    in.position(Math.min(start + aligned(length), in.limit()));
    return new NetlinkMessage(type, flags, serial, port, body, attributes);
  }
}
