package dev.jug.app;

/** Entry point of the engine. */
public final class Main {
  private Main() {}

  /** Runs the engine until it is told to stop; {@code --train} lives one short life and ends. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--train")) {
      return;
    }
    System.err.println("jug: this build has no engine yet");
    System.exit(1);
  }
}
