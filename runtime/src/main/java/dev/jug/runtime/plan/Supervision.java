package dev.jug.runtime.plan;

/**
 * What the monitor looks after (docs/launch-plan.md, "The supervise record"): each field is the
 * slot that holds the descriptor or number, or nothing.
 */
public final class Supervision {
  private static final int SIZE = 64;
  private static final int NONE = -1;
  private static final int FLAGS = 48;
  private static final int LOG_BYTES = 52;
  private static final int LOG_FILES = 56;
  private static final int LOG_NUMBER = 60;
  private static final int STDIN_ONCE = 1;

  /** A field of the record. */
  public enum Field {
    PID,
    PIDFD,
    STDIN,
    STDOUT,
    STDERR,
    TERMINAL,
    LOG,
    LISTEN,
    STATE,
    CLIENT,
    HOLD,
    LOGS
  }

  private final Block block = Block.struct(SIZE, "supervision");

  /** A record with no field set. */
  public Supervision() {
    for (var field : Field.values()) {
      block.put(4 * field.ordinal(), 4, NONE);
    }
  }

  /** Says in which slot a field's value is. */
  public Supervision set(Field field, Slot slot) {
    block.put(4 * field.ordinal(), 4, slot.index());
    return this;
  }

  /** The process has a terminal instead of pipes. */
  public Supervision terminal(Slot master) {
    return set(Field.TERMINAL, master).set(Field.STDIN, master).set(Field.STDOUT, master);
  }

  /** The input ends when the client that writes it goes away. */
  public Supervision stdinOnce() {
    block.put(FLAGS, 4, STDIN_ONCE);
    return this;
  }

  /**
   * The log does not grow without bound.
   *
   * @param bytes of a file
   * @param files at most
   * @param number of the first
   */
  public Supervision turns(long bytes, int files, int number) {
    block.put(LOG_BYTES, 4, bytes).put(LOG_FILES, 4, files).put(LOG_NUMBER, 4, number);
    return this;
  }

  Block block() {
    return block;
  }
}
