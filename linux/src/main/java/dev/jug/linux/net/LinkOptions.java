package dev.jug.linux.net;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a network device is made with, whatever its kind.
 *
 * @param mac null: the kernel's choice
 * @param mtu in bytes; 0: the kernel's choice
 * @param alias a text for people, at most 255 bytes
 * @param up whether it is brought up
 */
public record LinkOptions(@Nullable MacAddress mac, int mtu, @Nullable String alias, boolean up) {
  /** The kernel's choices, and down. */
  public static final LinkOptions NONE = new LinkOptions(null, 0, null, false);

  private static final int LONGEST_ALIAS = 255;

  /** Refuses an alias that is too long. */
  public LinkOptions {
    if (alias != null && alias.getBytes(StandardCharsets.UTF_8).length > LONGEST_ALIAS) {
      throw new IllegalArgumentException("an alias of more than 255 bytes: " + alias);
    }
  }

  /** The same with another address. */
  public LinkOptions withMac(MacAddress address) {
    return new LinkOptions(address, mtu, alias, up);
  }

  /** The same with another MTU. */
  public LinkOptions withMtu(int bytes) {
    return new LinkOptions(mac, bytes, alias, up);
  }

  /** The same with another alias. */
  public LinkOptions withAlias(String text) {
    return new LinkOptions(mac, mtu, text, up);
  }

  /** The same, brought up. */
  public LinkOptions broughtUp() {
    return new LinkOptions(mac, mtu, alias, true);
  }
}
