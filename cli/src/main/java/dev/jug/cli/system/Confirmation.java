package dev.jug.cli.system;

import dev.jug.door.Front;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks before much is removed. */
public final class Confirmation {
  private Confirmation() {}

  /**
   * Whether the person wants it; whoever is no person, and says nothing, does not.
   *
   * @param removed what will be removed
   */
  public static boolean of(Front front, List<String> removed) throws IOException {
    front.printLine("WARNING! This will remove:");
    removed.forEach(what -> front.printLine("  - " + what));
    front.print("\nAre you sure you want to continue? [y/N] ");
    var input = new InputStreamReader(front.inputStream(), StandardCharsets.UTF_8);
    var answer = new BufferedReader(input).readLine();
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }
}
