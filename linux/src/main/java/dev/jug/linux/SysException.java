package dev.jug.linux;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A system call failed. Carries which one, why (errno(3)) and on what, so that nobody above has to
 * guess.
 */
public final class SysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final transient Errno errno;

  /**
   * @param call name of the system call or library function
   * @param errno why it failed
   * @param arguments the arguments a reader needs to see
   */
  public SysException(String call, Errno errno, Object... arguments) {
    this(call, errno, text(call, errno, arguments));
  }

  private SysException(String call, Errno errno, String text) {
    super(text);
    this.call = call;
    this.errno = errno;
  }

  /**
   * For a kernel that says more than a number.
   *
   * @param reason the kernel's own words; empty if it has none
   */
  public static SysException explained(
      String call, Errno errno, String reason, Object... arguments) {
    var text = text(call, errno, arguments);
    return new SysException(call, errno, reason.isEmpty() ? text : text + ": " + reason);
  }

  private static String text(String call, Errno errno, Object... arguments) {
    var list = Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", "));
    return call + "(" + list + "): " + errno.description() + " (" + errno.name() + ")";
  }

  /** The call that failed, by its manual page name. */
  public String call() {
    return call;
  }

  /** Why it failed. */
  public Errno errno() {
    return errno;
  }
}
