package dev.jug.runtime.seccomp;

import dev.jug.oci.runtime.InvalidSpecException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a filter answers (SECCOMP_RET_… of seccomp(2)). */
final class Verdict {
  static final int KILL_THREAD = 0;
  static final int ALLOW = 0x7fff0000;

  private static final int KILL_PROCESS = 0x80000000;
  private static final int TRAP = 0x00030000;
  private static final int ERRNO = 0x00050000;
  private static final int TRACE = 0x7ff00000;
  private static final int NOTIFY = 0x7fc00000;
  private static final int LOG = 0x7ffc0000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int DATA = 0xffff;

  private Verdict() {}

  static int of(String action, @Nullable Integer errno) {
    int data = Objects.requireNonNullElse(errno, EPERM) & DATA;
    return switch (action) {
      case "SCMP_ACT_ALLOW" -> ALLOW;
      case "SCMP_ACT_ERRNO" -> ERRNO | data;
      case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD" -> KILL_THREAD;
      case "SCMP_ACT_KILL_PROCESS" -> KILL_PROCESS;
      case "SCMP_ACT_TRAP" -> TRAP;
      case "SCMP_ACT_TRACE" -> TRACE | data;
      case "SCMP_ACT_LOG" -> LOG;
      case "SCMP_ACT_NOTIFY" -> NOTIFY;
      default -> throw new InvalidSpecException("linux.seccomp: unknown action \"" + action + '"');
    };
  }

  /**
   * The answer for calls newer than the profile. A program that meets EPERM gives up, one that
   * meets ENOSYS takes the older way; so where unknown calls would be refused anyway, those newer
   * than any that the profile names do not exist.
   */
  static int forNewerCalls(int defaultVerdict) {
    return letsThrough(defaultVerdict) ? defaultVerdict : ERRNO | ENOSYS;
  }

  /**
   * Whether a call happens all the same. A tracer counts as yes: it is expected to know new calls.
   */
  static boolean letsThrough(int verdict) {
    return verdict == ALLOW || verdict == LOG || (verdict & ~DATA) == TRACE;
  }
}
