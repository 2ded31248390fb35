package dev.jug.engine.process;

import static dev.jug.engine.process.Column.Titled;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads options of ps(1) as far as they say which columns are shown; which processes are shown is
 * decided already.
 */
final class PsOptions {
  private static final List<Column> FULL =
      List.of(
          Column.NAMED_UID,
          Column.PID,
          Column.PPID,
          Column.C,
          Column.STIME,
          Column.TTY,
          Column.TIME,
          Column.CMD);
  private static final List<Column> BY_USER =
      List.of(
          Column.USER,
          Column.PID,
          Column.CPU,
          Column.MEM,
          Column.VSZ,
          Column.RSS,
          Column.TTY,
          Column.STAT,
          Column.START,
          Column.BSDTIME,
          Column.COMMAND);
  private static final List<Column> BRIEF =
      List.of(Column.PID, Column.TTY, Column.TIME, Column.UCMD);
  private static final List<Column> BSD =
      List.of(Column.PID, Column.TTY, Column.STAT, Column.BSDTIME, Column.COMMAND);

  private final Deque<String> words;
  private final List<Titled> own = new ArrayList<>();
  private List<Column> columns;

  private PsOptions(List<String> words) {
    this.words = new ArrayDeque<>(words);
    this.columns = words.isEmpty() ? FULL : BRIEF;
  }

  /**
   * The columns that these words ask for; those of {@code -ef} if there are none.
   *
   * @throws Invalid if one is not known
   */
  static List<Titled> columns(List<String> words) {
    var options = new PsOptions(words);
    options.read();
    return options.own.isEmpty() ? options.columns.stream().map(Titled::of).toList() : options.own;
  }

  private void read() {
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      boolean bsd = !word.startsWith("-");
      if (bsd && columns.equals(BRIEF)) {
        columns = BSD;
      }
      letters(bsd ? word : word.substring(1), bsd || "-aux".equals(word));
    }
  }

  private void letters(String letters, boolean bsd) {
    for (int i = 0; i < letters.length(); i++) {
      switch (letters.charAt(i)) {
        case 'e', 'A', 'a', 'x', 'w', 'd' -> {
          // Which processes, and how wide: all of them, as wide as they are.
        }
        case 'f' -> columns = bsd ? columns : FULL;
        case 'u' -> columns = BY_USER;
        case 'o' -> {
          list(letters.substring(i + 1));
          return;
        }
        default -> throw unknown(letters);
      }
    }
  }

  private void list(String rest) {
    var text = rest.isEmpty() && !words.isEmpty() ? words.removeFirst() : rest;
    if (text.isEmpty()) {
      throw new Invalid("ps: -o needs a list of columns", "Example: -o pid,user,args");
    }
    // A title goes to the end of the word, commas and all (ps(1), "-o format").
    for (var name : text.contains("=") ? titled(text) : List.of(text.split(",", -1))) {
      own.add(Titled.parse(name));
    }
  }

  private static List<String> titled(String text) {
    int comma = text.lastIndexOf(',', text.indexOf('='));
    var names = new ArrayList<String>();
    if (comma > 0) {
      names.addAll(List.of(text.substring(0, comma).split(",", -1)));
    }
    names.add(text.substring(comma + 1));
    return names;
  }

  private static Invalid unknown(String letters) {
    return new Invalid(
        "ps: unsupported option \"" + letters + "\"", "There are -ef, aux, and -o with a list.");
  }
}
