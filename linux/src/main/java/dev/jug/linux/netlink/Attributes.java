package dev.jug.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a netlink message or of another attribute (netlink(7), struct nlattr), in
 * order; a type may occur more than once. Unchangeable: what adds one gives a longer list.
 *
 * <p>What is absent reads as zero, the empty text, no bytes, no attributes.
 */
public final class Attributes {
  private static final int HEADER_BYTES = 4;
  private static final int NESTED = 0x8000;
  private static final int TYPE = 0x3fff;
  private static final int LARGEST = 0xffff - HEADER_BYTES;

  private final ByteOrder order;
  private final @Nullable Attributes before;
  private final int type;
  private final byte[] value;
  private final int length;

  private Attributes(ByteOrder order) {
    this.order = order;
    this.before = null;
    this.type = 0;
    this.value = new byte[0];
    this.length = 0;
  }

  private Attributes(Attributes before, int type, byte[] value) {
    if (value.length > LARGEST) {
      throw new IllegalArgumentException("a netlink attribute of " + value.length + " bytes");
    }
    this.order = before.order;
    this.before = before;
    this.type = type;
    this.value = value;
    this.length = before.length + NetlinkMessage.aligned(HEADER_BYTES + value.length);
  }

  /** None yet, with numbers in the machine's order, as rtnetlink(7) wants them. */
  public static Attributes inHostOrder() {
    return new Attributes(ByteOrder.nativeOrder());
  }

  /** None yet, with numbers in network order, as nfnetlink wants them. */
  public static Attributes inNetworkOrder() {
    return new Attributes(ByteOrder.BIG_ENDIAN);
  }

  /** Adds bytes as they are. */
  public Attributes put(int attribute, byte... bytes) {
    return new Attributes(this, attribute, bytes);
  }

  /** Adds a number of one byte. */
  public Attributes u8(int attribute, int number) {
    return put(attribute, (byte) number);
  }

  /** Adds a number of two bytes. */
  public Attributes u16(int attribute, int number) {
    return put(attribute, numbers(2, out -> out.putShort((short) number)));
  }

  /** Adds a number of four bytes. */
  public Attributes u32(int attribute, int number) {
    return put(attribute, numbers(4, out -> out.putInt(number)));
  }

  /** Adds a number of eight bytes. */
  public Attributes u64(int attribute, long number) {
    return put(attribute, numbers(8, out -> out.putLong(number)));
  }

  /** Adds a text with the zero byte that ends it. */
  public Attributes text(int attribute, String text) {
    return put(attribute, (text + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an attribute that is there and says nothing more. */
  public Attributes flag(int attribute) {
    return put(attribute);
  }

  /** Adds attributes in an attribute (NLA_F_NESTED). */
  public Attributes nest(int attribute, Attributes inner) {
    return put(attribute | NESTED, inner.encode());
  }

  private byte[] numbers(int size, Consumer<ByteBuffer> contents) {
    return NetlinkMessage.structure(size, out -> contents.accept(out.order(order)));
  }

  /** Length of what {@link #encode} gives. */
  public int length() {
    return length;
  }

  /** All of them as the kernel reads them. */
  public byte[] encode() {
    var bytes = new byte[length];
    var out = NetlinkMessage.buffer(bytes);
    for (var each = this; each.before != null; each = each.before) {
      out.position(each.before.length);
      out.putShort((short) (HEADER_BYTES + each.value.length)).putShort((short) each.type);
      out.put(each.value);
    }
    return bytes;
  }

  /**
   * Reads attributes to the end of a buffer.
   *
   * @throws dev.jug.linux.SysException with EBADMSG if their lengths cannot be right
   */
  static Attributes read(ByteBuffer in, ByteOrder order) {
    var bytes = in.slice().order(ByteOrder.nativeOrder());
    var attributes = new Attributes(order);
    while (bytes.remaining() >= HEADER_BYTES) {
      int start = bytes.position();
      int size = Short.toUnsignedInt(bytes.getShort());
      int type = Short.toUnsignedInt(bytes.getShort()) & TYPE;
      if (size < HEADER_BYTES || size > bytes.limit() - start) {
        throw NetlinkMessage.malformed("an attribute of " + size + " bytes");
      }
      var value = new byte[size - HEADER_BYTES];
      bytes.get(value);
      attributes = attributes.put(type, value);
      bytes.position(Math.min(start + NetlinkMessage.aligned(size), bytes.limit()));
    }
    return attributes;
  }

  private byte @Nullable [] find(int attribute) {
    for (var each = this; each.before != null; each = each.before) {
      if ((each.type & TYPE) == attribute) {
        return each.value;
      }
    }
    return null;
  }

  /** Whether it is there. */
  public boolean has(int attribute) {
    return find(attribute) != null;
  }

  /** What is in it. */
  public byte[] bytes(int attribute) {
    var found = find(attribute);
    return found == null ? new byte[0] : found.clone();
  }

  /**
   * A number, of whatever length; without sign unless it has eight bytes.
   *
   * @throws dev.jug.linux.SysException with EBADMSG if it has another length than 1, 2, 4 or 8
   */
  public long number(int attribute) {
    var bytes = bytes(attribute);
    var in = ByteBuffer.wrap(bytes).order(order);
    return switch (bytes.length) {
      case 0 -> 0;
      case 1 -> Byte.toUnsignedLong(in.get());
      case 2 -> Short.toUnsignedLong(in.getShort());
      case 4 -> Integer.toUnsignedLong(in.getInt());
      case 8 -> in.getLong();
      default -> throw NetlinkMessage.malformed("a number of " + bytes.length + " bytes");
    };
  }

  /** A number that fits an int: an index, a size, flags. */
  public int integer(int attribute) {
    return (int) number(attribute);
  }

  /** A text without the zero byte that ends it. */
  public String text(int attribute) {
    var text = new String(bytes(attribute), StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The attributes in an attribute. */
  public Attributes nested(int attribute) {
    return read(ByteBuffer.wrap(bytes(attribute)), order);
  }

  /** The attributes in each attribute of a type that may occur more than once. */
  public List<Attributes> list(int attribute) {
    var found = new ArrayList<Attributes>();
    for (var each = this; each.before != null; each = each.before) {
      if ((each.type & TYPE) == attribute) {
        found.add(read(ByteBuffer.wrap(each.value), order));
      }
    }
    return found.reversed();
  }
}
