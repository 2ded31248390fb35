package dev.jug.engine.process;

/** The column STAT: the state, and letters for what is special about a process. */
final class States {
  private States() {}

  static String of(ProcessEntry process) {
    var text = new StringBuilder(process.field(3));
    long nice = process.number(19);
    append(text, nice < 0, '<');
    append(text, nice > 0, 'N');
    append(text, process.number(6) == process.pid(), 's');
    append(text, process.number(20) > 1, 'l');
    append(text, process.number(8) == process.number(5), '+');
    return text.toString();
  }

  private static void append(StringBuilder text, boolean condition, char letter) {
    if (condition) {
      text.append(letter);
    }
  }
}
