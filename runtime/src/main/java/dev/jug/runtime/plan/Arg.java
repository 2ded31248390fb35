package dev.jug.runtime.plan;

/** An argument of an operation, and how a person reads it. */
public sealed interface Arg {
  /** How a person reads it. */
  String shown();

  /**
   * A number known when the plan is made.
   *
   * @param value the 64 bits
   * @param shown its name, such as {@code MS_REC|MS_SLAVE}
   */
  record Num(long value, String shown) implements Arg {}

  /**
   * The value a slot has when the operation runs.
   *
   * @param slot which
   */
  record Var(Slot slot) implements Arg {
    @Override
    public String shown() {
      return slot.name();
    }
  }

  /**
   * The address of something in the arena.
   *
   * @param block what lies there
   */
  record At(Block block) implements Arg {
    @Override
    public String shown() {
      return block.shown();
    }
  }

  /**
   * An address inside something in the arena.
   *
   * @param block what lies there
   * @param offset bytes from its start
   */
  record Inside(Block block, int offset) implements Arg {
    @Override
    public String shown() {
      return block.shown() + "+" + offset;
    }
  }

  /** A plain number. */
  static Arg num(long value) {
    return new Num(value, Long.toString(value));
  }

  /** A number with a name. */
  static Arg flags(long value, String shown) {
    return new Num(value, shown);
  }

  /** A file mode, shown in octal. */
  static Arg mode(int mode) {
    return new Num(mode, "0" + Integer.toOctalString(mode));
  }

  /** A slot's value. */
  static Arg var(Slot slot) {
    return new Var(slot);
  }

  /** An address. */
  static Arg at(Block block) {
    return new At(block);
  }

  /** The address of a NUL-terminated string. */
  static Arg text(String text) {
    return new At(Block.text(text));
  }

  /** The null pointer. */
  static Arg nil() {
    return new Num(0, "NULL");
  }
}
