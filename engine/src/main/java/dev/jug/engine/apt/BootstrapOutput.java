package dev.jug.engine.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.apt.AptState.Step;
import dev.jug.engine.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what script, mmdebstrap, apt and dpkg print. Not thread-safe. */
public final class BootstrapOutput {
  private static final Pattern DATE = Pattern.compile("jug: date ([0-9]{1,10})");
  private static final Pattern COUNT =
      Pattern.compile("[0-9]+ upgraded, ([0-9]+) newly installed.*");
  private static final String AMOUNT = "(?<number>[0-9][0-9,]*(?:\\.[0-9]+)?) (?<unit>[kMGT]?)B";
  private static final Pattern SIZE =
      Pattern.compile("Need to get (?:[^/]*/)?" + AMOUNT + " of archives.*");
  private static final Pattern GOT = Pattern.compile("Get:[0-9]+ .* \\[" + AMOUNT + "]");
  private static final Pattern COMPLAINT = Pattern.compile("(?:E: |Err:|dpkg: error).*");
  private static final int MOST_COMPLAINTS = 50;

  private final BootstrapFailure failure;
  private final Consumer<AptState> progress;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final List<String> complaints = new ArrayList<>();
  private AptState state = AptState.BEGIN;
  private long date = -1;
  private boolean done;

  BootstrapOutput(String suite, String archive, Consumer<AptState> progress) {
    this.failure = new BootstrapFailure(suite, archive);
    this.progress = progress;
  }

  /** Takes what was printed. */
  public void add(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        line(unfinished.toString(UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(b);
      }
    }
  }

  private void line(String line) {
    if (COMPLAINT.matcher(line).matches() && complaints.size() < MOST_COMPLAINTS) {
      complaints.add(line);
    }
    var next = after(line);
    if (!next.equals(state)) {
      state = next;
      progress.accept(state);
    }
  }

  private AptState after(String line) {
    var known = DATE.matcher(line);
    if (known.matches()) {
      date = Long.parseLong(known.group(1));
      return state.in(Step.LISTS);
    }
    return switch (line) {
      case "jug: look" -> state.in(Step.LOOKING);
      case "I: downloading packages with apt..." -> state.in(Step.DOWNLOADING);
      case "I: extracting archives..." -> state.in(Step.UNPACKING);
      case "I: installing essential packages..." -> state.in(Step.INSTALLING);
      case "jug: done" -> {
        done = true;
        yield state.in(Step.PACKING);
      }
      case String other when other.startsWith("Setting up ") -> state.withDone();
      case String other -> counted(other);
    };
  }

  /** Lists of packages are not counted: how many there are is not known before. */
  private AptState counted(String line) {
    var got = GOT.matcher(line);
    var count = COUNT.matcher(line);
    var size = SIZE.matcher(line);
    if (got.matches() && state.step().compareTo(Step.DOWNLOADING) >= 0) {
      return state.withBytes(bytes(got));
    }
    if (count.matches()) {
      return state.withPackages(Integer.parseInt(count.group(1)));
    }
    return size.matches() ? state.withSize(bytes(size)) : state;
  }

  /** apt rounds, and counts in thousands. */
  private static long bytes(Matcher amount) {
    var number = new BigDecimal(amount.group("number").replace(",", ""));
    int power = " kMGT".indexOf(amount.group("unit").isEmpty() ? " " : amount.group("unit"));
    return number.scaleByPowerOfTen(3 * power).longValue();
  }

  /** Whether the new root file system is there. */
  public boolean isDone() {
    return done;
  }

  /** The date of the suite, in seconds since 1970; known when it is done. */
  public long date() {
    return date;
  }

  /**
   * Why the script ended before it was done.
   *
   * @param code its exit code; -1 if nobody knows
   */
  public EngineException failure(int code) {
    return failure.of(code, complaints);
  }
}
