package dev.jug.engine.lab;

/** Something that processes share unless they are kept apart, and a call that tells. */
enum Resource {
  FILES("files", "open a file of the machine", "seen", "hidden"),
  NETWORK("network", "bind a port that the machine uses", "own", "shared"),
  PROCESSES("processes", "signal 0 to the engine", "seen", "hidden"),
  DEVICES("devices", "open /dev/loop-control", "opened", "refused"),
  ROOT("rights of root", "be more important than others (nice -5)", "all", "few"),
  NUMBER("number of processes", "have a child", "no limit", "limited");

  private final String shown;
  private final String trial;
  private final String works;
  private final String fails;

  Resource(String shown, String trial, String works, String fails) {
    this.shown = shown;
    this.trial = trial;
    this.works = works;
    this.fails = fails;
  }

  String shown() {
    return shown;
  }

  String trial() {
    return trial;
  }

  /** The cell of a table: what the call's result says. */
  String cell(long result) {
    return result >= 0 ? works : fails;
  }
}
