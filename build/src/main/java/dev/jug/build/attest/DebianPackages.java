package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packages that a tree's dpkg knows (dpkg-query(1), deb-control(5)), and those of images that
 * have a file for each instead.
 *
 * @param tree of the image
 */
record DebianPackages(SourceTree tree) {
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String EACH = "var/lib/dpkg/status.d";

  List<FoundPackage> find() throws IOException {
    var release = Release.of(tree);
    var found = new ArrayList<FoundPackage>();
    var files = new ArrayList<>(List.of(STATUS));
    tree.list(EACH).stream()
        .filter(name -> !name.endsWith(".md5sums"))
        .forEach(name -> files.add(EACH + "/" + name));
    for (var file : files) {
      for (var paragraph : tree.text(file).orElse("").split("\n\n", -1)) {
        add(fields(paragraph), release, file, found);
      }
    }
    return found;
  }

  private static Map<String, String> fields(String paragraph) {
    var fields = new HashMap<String, String>();
    for (var line : paragraph.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && line.charAt(0) != ' ') {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 2).strip());
      }
    }
    return fields;
  }

  /** Of removed packages only the configuration may be left. */
  private static void add(
      Map<String, String> fields, Release release, String file, List<FoundPackage> found) {
    var name = fields.get("Package");
    if (name == null || !fields.getOrDefault("Status", " installed").endsWith(" installed")) {
      return;
    }
    var qualifiers = new HashMap<String, String>();
    qualifiers.put("arch", fields.getOrDefault("Architecture", "all"));
    qualifiers.put("distro", release.text());
    source(fields).ifPresent(source -> qualifiers.put("upstream", source));
    var version = fields.getOrDefault("Version", "");
    found.add(new FoundPackage("deb", release.id("debian"), name, version, qualifiers, file));
  }

  /** Of what it was built, where that has another name or version: {@code NAME (VERSION)}. */
  private static Optional<String> source(Map<String, String> fields) {
    return Optional.ofNullable(fields.get("Source"))
        .map(source -> source.replace(" (", "@").replace(")", ""));
  }
}
