package dev.jug.engine.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a log to read.
 *
 * @param since only what was written at or after this instant; null for all
 * @param until only what was written before this instant; null for all
 * @param tail only so many last lines; −1 for all
 * @param follow whether to wait for more until the container ends
 * @param stdout whether to read standard output
 * @param stderr whether to read standard error
 */
public record LogOptions(
    @Nullable Instant since,
    @Nullable Instant until,
    long tail,
    boolean follow,
    boolean stdout,
    boolean stderr) {
  /** Everything there is now. */
  public static final LogOptions ALL = new LogOptions(null, null, -1, false, true, true);

  /** Everything, and what comes until the container ends. */
  public static final LogOptions FOLLOW = new LogOptions(null, null, -1, true, true, true);
}
