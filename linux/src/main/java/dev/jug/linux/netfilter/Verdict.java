package dev.jug.linux.netfilter;

/** What becomes of a packet. */
public sealed interface Verdict {
  /** Verdicts that say all. */
  enum Plain implements Verdict {
    /** It goes on; chains of other hooks and priorities still see it. */
    ACCEPT(1),
    DROP(0),
    /** The next rule is looked at. */
    CONTINUE(-1),
    /** Back to the rule behind the one that jumped here. */
    RETURN(-5);

    private final int code;

    Plain(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** On with another chain, and then back. */
  record Jump(String chain) implements Verdict {}

  /** On with another chain, without coming back. */
  record Goto(String chain) implements Verdict {}
}
