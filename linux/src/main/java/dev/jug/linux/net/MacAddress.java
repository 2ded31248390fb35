package dev.jug.linux.net;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The hardware address of an Ethernet device: six bytes (IEEE 802). */
public final class MacAddress {
  /** Length in bytes. */
  public static final int BYTES = 6;

  private static final int GROUP = 1;
  private static final int LOCAL = 2;
  private static final HexFormat TEXT = HexFormat.ofDelimiter(":");
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}");

  private final byte[] bytes;

  private MacAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * An address from its bytes.
   *
   * @throws IllegalArgumentException if they are not six
   */
  public static MacAddress of(byte... bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a MAC address of " + bytes.length + " bytes");
    }
    return new MacAddress(bytes.clone());
  }

  /**
   * Reads {@code 02:42:ac:11:00:02}; capitals, and hyphens for colons, are accepted.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MacAddress parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("invalid MAC address: " + text);
    }
    return new MacAddress(TEXT.parseHex(text.replace('-', ':')));
  }

  /** The six bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether it names one device, not a group of them. */
  public boolean isUnicast() {
    return (bytes[0] & GROUP) == 0;
  }

  /** Whether it was given by whoever runs the network, not by the device's maker. */
  public boolean isLocal() {
    return (bytes[0] & LOCAL) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MacAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Small letters, with colons. */
  @Override
  public String toString() {
    return TEXT.formatHex(bytes);
  }
}
