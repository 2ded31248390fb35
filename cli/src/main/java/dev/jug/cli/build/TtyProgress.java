package dev.jug.cli.build;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows a build on a terminal: what has ended stays as a line, what runs is drawn again below, with
 * the last of what it printed. Thread-safe.
 */
final class TtyProgress implements BuildDisplay {
  private static final int MOST_LINES = 6;
  private static final long NANOS = 1_000_000_000;
  private static final long BETWEEN_DRAWINGS = NANOS / 20;
  private static final int NARROWEST = 20;
  private static final int USUAL_WIDTH = 80;

  private final Consumer<String> terminal;
  private final int rows;
  private final int columns;
  private final Map<Step, Running> running = new LinkedHashMap<>();
  private int drawn;
  private long last;

  /** A step that runs. */
  private static final class Running {
    private final long begun = System.nanoTime();
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    private String seconds() {
      return "%.1fs".formatted((double) (System.nanoTime() - begun) / NANOS);
    }

    private void add(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\r') {
          next();
        } else if (!Character.isISOControl(c)) {
          line.append(c);
        }
      }
    }

    private void next() {
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (lines.size() > MOST_LINES) {
        lines.remove();
      }
    }
  }

  /**
   * @param terminal takes text
   * @param rows its height; 0 if nobody knows
   * @param columns its width; 0 if nobody knows
   */
  TtyProgress(Consumer<String> terminal, int rows, int columns) {
    this.terminal = terminal;
    this.rows = rows == 0 ? USUAL_WIDTH : rows;
    this.columns = columns < NARROWEST ? USUAL_WIDTH : columns;
  }

  @Override
  public synchronized void begin(PlannedStage stage, Step step) {
    running.put(step, new Running());
    if (!step.isEmptyLayer()) {
      draw("", false);
    }
  }

  @Override
  public synchronized void output(PlannedStage stage, Step step, byte[] bytes) {
    var here = running.get(step);
    if (here != null) {
      here.add(new String(bytes, StandardCharsets.UTF_8));
      draw("", false);
    }
  }

  @Override
  public synchronized void done(PlannedStage stage, Step step, boolean cached, String id) {
    var here = running.remove(step);
    if (here == null || step.isEmptyLayer()) {
      return;
    }
    draw(line((cached ? " CACHED " : " => ") + step.label().progress(), here.seconds()), true);
  }

  @Override
  public synchronized void warning(String text) {
    draw("WARN: " + text + "\n", true);
  }

  /** What failed stays on the screen with what it printed. */
  @Override
  public synchronized void close() {
    draw("", true);
    drawn = 0;
  }

  /**
   * Draws what runs, below something that stays.
   *
   * @param now whether it may not be left out because there was a drawing just now
   */
  private void draw(String staying, boolean now) {
    long time = System.nanoTime();
    if (!now && time - last < BETWEEN_DRAWINGS) {
      return;
    }
    last = time;
    var text = new StringBuilder();
    if (drawn > 0) {
      text.append("\033[").append(drawn).append('A');
    }
    text.append("\r\033[J").append(staying);
    var lines = lines();
    lines.forEach(text::append);
    drawn = lines.size();
    terminal.accept(text.toString());
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    running.forEach((step, here) -> {
      if (!step.isEmptyLayer()) {
        lines.add(line(" => " + step.label().progress(), here.seconds()));
        here.lines.forEach(printed -> lines.add(line(" => => # " + printed, "")));
      }
    });
    int most = Math.max(rows - 2, 1);
    return lines.size() > most ? lines.subList(0, most) : lines;
  }

  /** A line that fits, whatever is in it. */
  private String line(String text, String right) {
    int width = columns - right.length() - 2;
    var one = text.replace('\n', ' ').replace('\t', ' ');
    var left = one.length() > width ? one.substring(0, width - 1) + "…" : one;
    return left + " ".repeat(width - left.length()) + " " + right + "\n";
  }
}
