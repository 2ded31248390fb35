package dev.jug.cli.reference;

/** A shell's script that completes what is typed. */
public sealed interface Script permits BashScript, ZshScript, FishScript {
  /** The shell's name. */
  String shell();

  /** Where a package puts it, below {@code /usr/share}. */
  String place();

  /** Its text. */
  String text(Candidates candidates);
}
