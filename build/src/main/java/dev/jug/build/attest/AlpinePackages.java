package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The packages that a tree's apk knows: a line a field, of one letter, and an empty one between two
 * packages (apk-tools, "Installed database").
 *
 * @param tree of the image
 */
record AlpinePackages(SourceTree tree) {
  private static final List<String> PLACES =
      List.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

  List<FoundPackage> find() throws IOException {
    var release = Release.of(tree);
    var found = new ArrayList<FoundPackage>();
    for (var file : PLACES) {
      for (var paragraph : tree.text(file).orElse("").split("\n\n", -1)) {
        add(paragraph, release, file, found);
      }
      if (!found.isEmpty()) {
        break; // The other place is a link to this one.
      }
    }
    return found;
  }

  private static void add(
      String paragraph, Release release, String file, List<FoundPackage> found) {
    var fields = new HashMap<String, String>();
    for (var line : paragraph.split("\n", -1)) {
      if (line.length() > 2 && line.charAt(1) == ':') {
        fields.putIfAbsent(line.substring(0, 1), line.substring(2));
      }
    }
    var name = fields.get("P");
    if (name == null) {
      return;
    }
    var qualifiers = new HashMap<String, String>();
    qualifiers.put("arch", fields.getOrDefault("A", "noarch"));
    qualifiers.put("distro", release.text());
    var origin = fields.get("o");
    if (origin != null && !origin.equals(name)) {
      qualifiers.put("upstream", origin);
    }
    var version = fields.getOrDefault("V", "");
    found.add(new FoundPackage("apk", release.id("alpine"), name, version, qualifiers, file));
  }
}
