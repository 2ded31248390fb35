package dev.jug.linux.netlink;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.nio.ByteOrder;
import java.util.Optional;

/** How the kernel ends its answer (netlink(7), NLMSG_ERROR and NLMSG_DONE). */
final class Verdict {
  private static final int NUMBER_BYTES = 4;

  /** Never meant for us (include/linux/errno.h), and yet the answer of some parts of the kernel. */
  private static final int INTERNAL_ENOTSUPP = 524;

  private static final int CAPPED = 0x100;
  private static final int WITH_ATTRIBUTES = 0x200;

  /** NLMSGERR_ATTR_MSG. */
  private static final int TEXT = 1;

  private Verdict() {}

  /** The error in a last message, if it is one. */
  static Optional<SysException> failure(NetlinkMessage last, Request request) {
    var body = last.body();
    if (last.type() == NetlinkMessage.ERROR && body.remaining() < NUMBER_BYTES) {
      throw NetlinkMessage.malformed("an error of " + body.remaining() + " bytes");
    }
    int number = body.remaining() < NUMBER_BYTES ? 0 : body.getInt(0);
    return number >= 0
        ? Optional.empty()
        : Optional.of(
            SysException.explained(
                Call.SENDTO.toString(), errno(-number), reason(last), request.shown().toArray()));
  }

  private static Errno errno(int number) {
    if (number == INTERNAL_ENOTSUPP) {
      return Errno.EOPNOTSUPP;
    }
    try {
      return Errno.of(number);
    } catch (IllegalArgumentException e) {
      throw NetlinkMessage.malformed("an error numbered " + number);
    }
  }

  private static String reason(NetlinkMessage last) {
    var body = last.body();
    if ((last.flags() & WITH_ATTRIBUTES) == 0) {
      return "";
    }
    int at = NUMBER_BYTES;
    if (last.type() == NetlinkMessage.ERROR && body.remaining() >= 2 * NUMBER_BYTES) {
      boolean capped = (last.flags() & CAPPED) != 0;
      int echoed = capped ? NetlinkMessage.HEADER_BYTES : Math.max(0, body.getInt(NUMBER_BYTES));
      at = (int) Math.min(body.limit(), NUMBER_BYTES + (echoed + 3L & ~3L));
    }
    var attributes = body.slice(at, body.limit() - at);
    return Attributes.read(attributes, ByteOrder.nativeOrder()).text(TEXT);
  }
}
