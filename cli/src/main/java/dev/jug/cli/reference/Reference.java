package dev.jug.cli.reference;

import java.util.Map;
import java.util.TreeMap;

/** All that is made of the commands' own description. */
public final class Reference {
  private Reference() {}

  /**
   * Texts by their place below {@code /usr/share}.
   *
   * @param date of the sources, such as 2026-11-30
   * @param version of Jug
   */
  public static Map<String, String> files(String date, String version) {
    var pages = CommandPage.all();
    var files = new TreeMap<String, String>();
    new ManualPages(pages, date, version)
        .texts()
        .forEach((name, text) -> files.put("man/man1/" + name, text));
    var candidates = new Candidates(pages);
    CompletionCommand.scripts()
        .forEach(script -> files.put(script.place(), script.text(candidates)));
    return files;
  }
}
