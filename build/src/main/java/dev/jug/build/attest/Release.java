package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which distribution a tree is (os-release(5)).
 *
 * @param fields of the file
 */
record Release(Map<String, String> fields) {
  static Release of(SourceTree tree) throws IOException {
    var fields = new HashMap<String, String>();
    for (var file : List.of("usr/lib/os-release", "etc/os-release")) {
      for (var line : tree.text(file).orElse("").split("\n", -1)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          fields.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        }
      }
    }
    return new Release(fields);
  }

  String id(String otherwise) {
    return fields.getOrDefault("ID", otherwise);
  }

  String text() {
    return id("debian") + "-" + fields.getOrDefault("VERSION_ID", "sid");
  }
}
