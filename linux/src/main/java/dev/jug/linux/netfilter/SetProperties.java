package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.NetlinkMessage;
import java.util.List;

/**
 * What the kernel is told of a set besides its fields: flags (NFT_SET_…), and what nft(8) keeps.
 */
final class SetProperties {
  private static final int MAP = 0x8;
  private static final int CONCATENATED = 0x80;

  private static final byte KEY_ORDER = 0;
  private static final int HOST = 1;
  private static final int NETWORK = 2;
  private static final int ENTRY_BYTES = 6;

  private SetProperties() {}

  static int flags(NamedSet set) {
    int own = set.flags().stream().mapToInt(NamedSet.Flag::number).sum();
    return own | (set.isMap() ? MAP : 0) | (set.hasRangesOfFields() ? CONCATENATED : 0);
  }

  /**
   * In which order the bytes of a key's single field are: what nft(8) cannot know from its type's
   * number (libnftnl, NFTNL_UDATA_SET_KEYBYTEORDER).
   */
  static byte[] userData(NamedSet set) {
    return NetlinkMessage.structure(
        ENTRY_BYTES, out -> out.put(KEY_ORDER).put((byte) Integer.BYTES).putInt(order(set.key())));
  }

  private static int order(List<DataType> fields) {
    if (fields.size() > 1) {
      return 0;
    }
    return fields.getFirst().isInHostOrder() ? HOST : NETWORK;
  }
}
