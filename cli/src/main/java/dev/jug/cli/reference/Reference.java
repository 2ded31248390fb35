package dev.jug.cli.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that is made of the commands' own description. */
public final class Reference {
  private static final List<Script> SCRIPTS =
      List.of(new BashScript(), new ZshScript(), new FishScript());

  private Reference() {}

  /** A script for each shell that there is one for. */
  public static List<Script> scripts() {
    return SCRIPTS;
  }

  /**
   * Texts by their place below {@code /usr/share}.
   *
   * @param pages of all commands
   * @param date of the sources, such as 2026-11-30
   * @param version of Jug
   */
  public static Map<String, String> files(List<CommandPage> pages, String date, String version) {
    var files = new TreeMap<String, String>();
    new ManualPages(pages, date, version)
        .texts()
        .forEach((name, text) -> files.put("man/man1/" + name, text));
    var candidates = new Candidates(pages);
    SCRIPTS.forEach(script -> files.put(script.place(), script.text(candidates)));
    return files;
  }
}
