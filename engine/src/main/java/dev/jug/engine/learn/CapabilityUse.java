package dev.jug.engine.learn;

import dev.jug.linux.cap.Capability;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which capability a call may use (capabilities(7)), as far as its name and its arguments say. Use
 * of those over files is not seen: it depends on whose the file is.
 */
final class CapabilityUse {
  private static final int FORMAT = 0xf000;
  private static final int CHARACTER = 0x2000;
  private static final int BLOCK = 0x6000;
  private static final int SET_ID_BITS = 06000;
  private static final int KINDS = 0xf;
  private static final int RAW = 3;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int NETLINK = 16;
  private static final int PACKET = 17;
  private static final int AUDIT = 9;
  private static final int DROP_BOUNDING = 24;
  private static final int SET_SECUREBITS = 28;

  private CapabilityUse() {}

  static Optional<Capability> of(String call, List<Long> arguments) {
    return Optional.ofNullable(
        switch (call) {
          case "chown", "fchown", "lchown", "fchownat" -> Capability.CHOWN;
          case "setuid", "setreuid", "setresuid", "setfsuid" -> Capability.SETUID;
          case "setgid", "setregid", "setresgid", "setfsgid", "setgroups" -> Capability.SETGID;
          case "chroot" -> Capability.SYS_CHROOT;
          case "kill", "rt_sigqueueinfo", "pidfd_send_signal" -> Capability.KILL;
          case "mknod" -> device(arguments.get(1));
          case "mknodat" -> device(arguments.get(2));
          case "chmod", "fchmod" -> setId(arguments.get(1));
          case "fchmodat", "fchmodat2" -> setId(arguments.get(2));
          case "socket" -> socket(arguments);
          case "prctl" -> control(arguments.getFirst());
          case "setxattr", "lsetxattr", "fsetxattr" -> Capability.SETFCAP;
          case String _ -> null;
        });
  }

  private static @Nullable Capability device(long mode) {
    long format = mode & FORMAT;
    return format == CHARACTER || format == BLOCK ? Capability.MKNOD : null;
  }

  private static @Nullable Capability setId(long mode) {
    return (mode & SET_ID_BITS) != 0 ? Capability.FSETID : null;
  }

  private static @Nullable Capability socket(List<Long> arguments) {
    int family = arguments.getFirst().intValue();
    boolean raw = (arguments.get(1) & KINDS) == RAW;
    if (family == PACKET || (raw && (family == INET || family == INET6))) {
      return Capability.NET_RAW;
    }
    return family == NETLINK && arguments.get(2) == AUDIT ? Capability.AUDIT_WRITE : null;
  }

  private static @Nullable Capability control(long operation) {
    return operation == DROP_BOUNDING || operation == SET_SECUREBITS ? Capability.SETPCAP : null;
  }
}
