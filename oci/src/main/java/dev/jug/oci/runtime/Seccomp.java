package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system call filter (config-linux.md, "Seccomp").
 *
 * @param defaultAction action for calls no rule names, such as {@code SCMP_ACT_ERRNO}
 * @param defaultErrnoRet errno of the default action, null for EPERM
 * @param architectures names such as {@code SCMP_ARCH_X86_64}; empty means the native one
 * @param flags names such as {@code SECCOMP_FILTER_FLAG_LOG}
 * @param syscalls the rules
 * @param listenerPath socket of the agent that decides on calls with action SCMP_ACT_NOTIFY, null
 *     for none
 * @param listenerMetadata text for that agent, null for none
 */
public record Seccomp(
    String defaultAction,
    @Nullable Integer defaultErrnoRet,
    List<String> architectures,
    List<String> flags,
    List<Rule> syscalls,
    @Nullable String listenerPath,
    @Nullable String listenerMetadata) {
  public Seccomp {
    architectures = Absent.empty(architectures);
    flags = Absent.empty(flags);
    syscalls = Absent.empty(syscalls);
  }

  /** A filter that decides alone. */
  public Seccomp(
      String defaultAction,
      @Nullable Integer defaultErrnoRet,
      List<String> architectures,
      List<String> flags,
      List<Rule> syscalls) {
    this(defaultAction, defaultErrnoRet, architectures, flags, syscalls, null, null);
  }

  /**
   * One rule: these calls, if all the conditions hold, get this action.
   *
   * @param names system call names, at least one
   * @param action such as {@code SCMP_ACT_ALLOW}
   * @param errnoRet errno of an ERRNO or TRACE action, null for EPERM
   * @param args conditions on arguments, all of which must hold
   */
  public record Rule(
      List<String> names, String action, @Nullable Integer errnoRet, List<Argument> args) {
    public Rule {
      names = Absent.empty(names);
      args = Absent.empty(args);
    }
  }

  /**
   * A condition on one argument.
   *
   * @param index which argument, 0 … 5
   * @param value unsigned 64-bit operand (the mask of {@code SCMP_CMP_MASKED_EQ})
   * @param valueTwo unsigned 64-bit second operand, compared with the masked argument
   * @param op such as {@code SCMP_CMP_EQ}
   */
  public record Argument(int index, long value, long valueTwo, String op) {}
}
