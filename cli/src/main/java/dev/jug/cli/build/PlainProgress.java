package dev.jug.cli.build;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import dev.jug.door.Front;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows a build as lines of text, each behind the number of its step, for stages run at the same
 * time. Thread-safe.
 */
final class PlainProgress implements BuildDisplay {
  private static final long NANOS = 1_000_000_000;

  private final Front front;
  private final boolean quiet;
  private final Map<Step, Shown> steps = new HashMap<>();

  /** How far a step is. */
  private static final class Shown {
    private final int number;
    private final long begun = System.nanoTime();
    private final StringBuilder line = new StringBuilder();

    private Shown(int number) {
      this.number = number;
    }
  }

  PlainProgress(Front front, boolean quiet) {
    this.front = front;
    this.quiet = quiet;
  }

  private void say(String line) {
    if (!quiet) {
      front.printError(line);
    }
  }

  @Override
  public synchronized void begin(PlannedStage stage, Step step) {
    var shown = new Shown(steps.size() + 1);
    steps.put(step, shown);
    if (!step.isEmptyLayer()) {
      say("#" + shown.number + " " + step.label().progress());
    }
  }

  @Override
  public synchronized void output(PlannedStage stage, Step step, byte[] bytes) {
    var shown = steps.get(step);
    if (shown == null) {
      return;
    }
    shown.line.append(new String(bytes, StandardCharsets.UTF_8));
    for (int end = shown.line.indexOf("\n"); end >= 0; end = shown.line.indexOf("\n")) {
      say("#" + shown.number + " " + shown.line.substring(0, end));
      shown.line.delete(0, end + 1);
    }
  }

  @Override
  public synchronized void done(PlannedStage stage, Step step, boolean cached, String id) {
    var shown = steps.get(step);
    if (shown == null || step.isEmptyLayer()) {
      return;
    }
    if (!shown.line.isEmpty()) {
      say("#" + shown.number + " " + shown.line);
    }
    double seconds = (double) (System.nanoTime() - shown.begun) / NANOS;
    say("#" + shown.number + (cached ? " CACHED" : " DONE %.1fs".formatted(seconds)));
  }

  @Override
  public synchronized void warning(String text) {
    front.printError("WARN: " + text);
  }
}
