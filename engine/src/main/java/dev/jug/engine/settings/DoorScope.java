package dev.jug.engine.settings;

/** How much of an engine a socket shows. */
public sealed interface DoorScope {
  /** All of it: whoever comes in is root on this machine. */
  record Everything() implements DoorScope {}

  /** What there is and how it is, but no files, no input, and no change. */
  record Looks() implements DoorScope {}

  /**
   * The containers with one label, and no way from them to anything else.
   *
   * @param name of the label
   * @param value what it must be; each container that is made there gets it
   */
  record Labelled(String name, String value) implements DoorScope {
    /** As {@code --label} takes it. */
    public String text() {
      return name + "=" + value;
    }
  }
}
