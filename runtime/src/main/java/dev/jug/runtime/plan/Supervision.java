package dev.jug.runtime.plan;

/**
 * What the monitor looks after (docs/launch-plan.md, "The supervise record"): each field is the
 * slot that holds the descriptor or number, or nothing.
 */
public final class Supervision {
  private static final int SIZE = 64;
  private static final int NONE = -1;
  private static final int FLAGS = 44;
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
    HOLD
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

  Block block() {
    return block;
  }
}
