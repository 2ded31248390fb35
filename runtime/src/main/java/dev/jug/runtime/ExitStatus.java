package dev.jug.runtime;

/**
 * How a process ended, as waitpid(2) reports it.
 *
 * @param waitStatus the raw status word
 */
public record ExitStatus(int waitStatus) {
  private static final int SIGNAL_MASK = 0x7f;
  private static final int SIGNAL_BASE = 128;

  /** The exit code a shell and docker show: 0 … 255, or 128 + n when signal n ended the process. */
  public int code() {
    int signal = waitStatus & SIGNAL_MASK;
    return signal == 0 ? (waitStatus >> 8) & 0xff : SIGNAL_BASE + signal;
  }

  /** Reads the number the monitor left in the {@code exit} file. */
  public static ExitStatus parse(String text) {
    return new ExitStatus(Integer.parseInt(text.strip()));
  }
}
