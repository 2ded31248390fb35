package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.NetlinkMessage;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A value as it lies in registers, sets and packets. */
public final class Data {
  private static final int WORD = 4;

  private final byte[] bytes;

  private Data(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Bytes as they are. */
  public static Data of(byte... bytes) {
    return new Data(bytes.clone());
  }

  /** An address of 4 or 16 bytes. */
  public static Data address(InetAddress address) {
    return new Data(address.getAddress());
  }

  /** A port, 0 to 65535, in network order. */
  public static Data port(int port) {
    return of((byte) (port >> Byte.SIZE), (byte) port);
  }

  /** A protocol over IP. */
  public static Data protocol(Protocol protocol) {
    return new Data(new byte[] {(byte) protocol.number()});
  }

  /** A number in the machine's order, such as a mark, an index or a state. */
  public static Data number(int number) {
    return new Data(NetlinkMessage.structure(WORD, out -> out.putInt(number)));
  }

  /**
   * A device's name, filled up with zeroes.
   *
   * @param name at most 15 bytes
   */
  public static Data interfaceName(String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    int length = DataType.INTERFACE_NAME.bytes();
    if (bytes.length == 0 || bytes.length >= length) {
      throw new IllegalArgumentException("not a name of a network device: " + name);
    }
    return new Data(Arrays.copyOf(bytes, length));
  }

  /** Several fields together: each is filled up to words of four bytes. */
  public static Data concatenated(Data... fields) {
    int length = Arrays.stream(fields).mapToInt(field -> padded(field.bytes.length)).sum();
    var all = ByteBuffer.allocate(length);
    for (var field : fields) {
      int end = all.position() + padded(field.bytes.length);
      all.put(field.bytes).position(end);
    }
    return new Data(all.array());
  }

  static int padded(int length) {
    return length + WORD - 1 & -WORD;
  }

  /** The bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  /** All bits of a value so long. */
  static Data ones(int length) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) -1);
    return new Data(bytes);
  }

  boolean isAll(int value) {
    for (byte each : bytes) {
      if (each != (byte) value) {
        return false;
      }
    }
    return true;
  }

  /** The next or the previous value, as a number in network order. */
  Data plus(int step) {
    var sum = new BigInteger(1, bytes).add(BigInteger.valueOf(step));
    var raw = sum.toByteArray();
    var next = new byte[bytes.length];
    int count = Math.min(raw.length, next.length);
    System.arraycopy(raw, raw.length - count, next, next.length - count, count);
    return new Data(next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Data that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
