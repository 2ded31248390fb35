package dev.jug.linux.proc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal of signal(7), with the number that x86_64 and aarch64 share.
 *
 * @param number the kernel's number, 1 … 64
 */
public record Signal(int number) {
  public static final Signal HUP = new Signal(1);
  public static final Signal INT = new Signal(2);
  public static final Signal QUIT = new Signal(3);
  public static final Signal KILL = new Signal(9);
  public static final Signal TERM = new Signal(15);
  public static final Signal WINCH = new Signal(28);

  /** Those from 1 to 31, in order. */
  private static final List<String> NAMES =
      List.of(
          ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT"
                  + " STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
              .split(" ", -1));

  private static final int LAST = 64;

  /** The first that a program can have: the C library keeps 32 and 33 for itself. */
  private static final int FIRST_REAL_TIME = 34;

  /** From here on real-time signals are called after the last one, as Docker does. */
  private static final int NEAR_LAST = 50;

  /**
   * @throws IllegalArgumentException if there is no such signal
   */
  public Signal {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("no signal has the number " + number);
    }
  }

  /** The signal with this number. */
  public static Optional<Signal> of(int number) {
    return number < 1 || number > LAST ? Optional.empty() : Optional.of(new Signal(number));
  }

  /**
   * Reads {@code TERM}, {@code SIGTERM}, {@code sigterm}, {@code 15}, {@code RTMIN+3} or {@code
   * SIGRTMAX-2}.
   */
  public static Optional<Signal> parse(String text) {
    var name = text.toUpperCase(Locale.ROOT);
    var plain = name.startsWith("SIG") ? name.substring(3) : name;
    if (plain.matches("[0-9]{1,2}")) {
      return of(Integer.parseInt(plain));
    }
    int named = NAMES.indexOf(plain);
    return named >= 0 ? of(named + 1) : realTime(plain);
  }

  private static Optional<Signal> realTime(String name) {
    if (name.matches("RTMIN(\\+[0-9]{1,2})?")) {
      return realTime(FIRST_REAL_TIME + distance(name));
    }
    return name.matches("RTMAX(-[0-9]{1,2})?") ? realTime(LAST - distance(name)) : Optional.empty();
  }

  private static Optional<Signal> realTime(int number) {
    return number < FIRST_REAL_TIME ? Optional.empty() : of(number);
  }

  private static int distance(String name) {
    var digits = name.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Its name without SIG, such as {@code TERM} or {@code RTMIN+3}; a number if it has none. */
  @Override
  public String toString() {
    if (number <= NAMES.size()) {
      return NAMES.get(number - 1);
    }
    if (number < FIRST_REAL_TIME) {
      return Integer.toString(number);
    }
    return number < NEAR_LAST
        ? "RTMIN" + suffix('+', number - FIRST_REAL_TIME)
        : "RTMAX" + suffix('-', LAST - number);
  }

  private static String suffix(char sign, int distance) {
    return distance == 0 ? "" : "" + sign + distance;
  }
}
