package dev.jug.linux.proc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Signals of signal(7), with the numbers x86_64 and aarch64 share. */
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  ILL(4),
  TRAP(5),
  ABRT(6),
  BUS(7),
  FPE(8),
  KILL(9),
  USR1(10),
  SEGV(11),
  USR2(12),
  PIPE(13),
  ALRM(14),
  TERM(15),
  STKFLT(16),
  CHLD(17),
  CONT(18),
  STOP(19),
  TSTP(20),
  TTIN(21),
  TTOU(22),
  URG(23),
  XCPU(24),
  XFSZ(25),
  VTALRM(26),
  PROF(27),
  WINCH(28),
  IO(29),
  PWR(30),
  SYS(31);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** The kernel's number, 1 … 31. */
  public int number() {
    return number;
  }

  /** The signal with this number. */
  public static Optional<Signal> of(int number) {
    return Arrays.stream(values()).filter(s -> s.number == number).findFirst();
  }

  /** Reads {@code TERM}, {@code SIGTERM}, {@code sigterm} or {@code 15}. */
  public static Optional<Signal> parse(String text) {
    var name = text.toUpperCase(Locale.ROOT);
    var plain = name.startsWith("SIG") ? name.substring(3) : name;
    return Arrays.stream(values())
        .filter(s -> s.name().equals(plain) || Integer.toString(s.number).equals(plain))
        .findFirst();
  }
}
