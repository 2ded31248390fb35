package dev.jug.linux.cap;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The capabilities of capabilities(7), in the kernel's numbering: a constant's ordinal is its
 * number.
 */
public enum Capability {
  CHOWN,
  DAC_OVERRIDE,
  DAC_READ_SEARCH,
  FOWNER,
  FSETID,
  KILL,
  SETGID,
  SETUID,
  SETPCAP,
  LINUX_IMMUTABLE,
  NET_BIND_SERVICE,
  NET_BROADCAST,
  NET_ADMIN,
  NET_RAW,
  IPC_LOCK,
  IPC_OWNER,
  SYS_MODULE,
  SYS_RAWIO,
  SYS_CHROOT,
  SYS_PTRACE,
  SYS_PACCT,
  SYS_ADMIN,
  SYS_BOOT,
  SYS_NICE,
  SYS_RESOURCE,
  SYS_TIME,
  SYS_TTY_CONFIG,
  MKNOD,
  LEASE,
  AUDIT_WRITE,
  AUDIT_CONTROL,
  SETFCAP,
  MAC_OVERRIDE,
  MAC_ADMIN,
  SYSLOG,
  WAKE_ALARM,
  BLOCK_SUSPEND,
  AUDIT_READ,
  PERFMON,
  BPF,
  CHECKPOINT_RESTORE;

  private static final String PREFIX = "CAP_";

  /** With the prefix and without. */
  private static final Map<String, Capability> BY_NAME =
      Arrays.stream(values())
          .flatMap(c -> Stream.of(Map.entry(c.name(), c), Map.entry(PREFIX + c.name(), c)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** The bit of this capability in a set. */
  public long bit() {
    return 1L << ordinal();
  }

  /** The name with its prefix, as specs and manual pages have it. */
  @Override
  public String toString() {
    return PREFIX + name();
  }

  /** Reads {@code CAP_CHOWN}, {@code chown} or {@code CHOWN}. */
  public static Optional<Capability> parse(String text) {
    var known = BY_NAME.get(text);
    return Optional.ofNullable(known == null ? BY_NAME.get(text.toUpperCase(Locale.ROOT)) : known);
  }

  /** The bits of all of them. */
  public static long bits(Collection<Capability> capabilities) {
    return capabilities.stream().mapToLong(Capability::bit).reduce(0, (a, b) -> a | b);
  }
}
