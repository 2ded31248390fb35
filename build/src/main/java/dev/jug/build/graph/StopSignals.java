package dev.jug.build.graph;

import java.util.regex.Pattern;

/** Names and numbers of signals. */
final class StopSignals {
  private static final Pattern SIGNAL =
      Pattern.compile(
          "(?i)[1-9]|[1-5][0-9]|6[0-4]|(SIG)?(HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|FPE|KILL|USR1"
              + "|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ"
              + "|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)");

  private StopSignals() {}

  static String check(String signal, Fault fault) {
    if (!SIGNAL.matcher(signal).matches()) {
      throw fault.of("Invalid signal: " + signal, "write a name such as SIGQUIT, or a number");
    }
    return signal;
  }
}
