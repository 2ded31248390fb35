package dev.jug.build.java;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.stream.Stream;

/**
 * What a program's manifest says.
 *
 * @param attributes its main ones
 */
record Manifests(Attributes attributes) {
  static final String NAME = "META-INF/MANIFEST.MF";

  private String text(String name) {
    var value = attributes.getValue(name);
    return value == null ? "" : value.strip();
  }

  private List<String> words(String name) {
    return Stream.of(text(name).split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Whether a loader of Spring Boot starts it. */
  boolean isNested() {
    return !text("Spring-Boot-Lib").isEmpty() || !text("Spring-Boot-Classes").isEmpty();
  }

  String nestedClasses() {
    var path = text("Spring-Boot-Classes");
    return path.isEmpty() ? "BOOT-INF/classes/" : path;
  }

  String nestedLibraries() {
    var path = text("Spring-Boot-Lib");
    return path.isEmpty() ? "BOOT-INF/lib/" : path;
  }

  /** The class that is to start; empty if there is none. */
  String mainClass() {
    return text(isNested() ? "Start-Class" : "Main-Class");
  }

  /** Archives and directories beside the program. */
  List<String> classPath() {
    return words("Class-Path");
  }

  boolean hasAgent() {
    return !text("Launcher-Agent-Class").isEmpty();
  }

  boolean isMultiRelease() {
    return text("Multi-Release").equalsIgnoreCase("true");
  }

  /** What counts only in the manifest of an archive that is started, as options. */
  List<String> options() {
    var options = new ArrayList<String>();
    words("Add-Exports").forEach(each -> options.add("--add-exports=" + each + "=ALL-UNNAMED"));
    words("Add-Opens").forEach(each -> options.add("--add-opens=" + each + "=ALL-UNNAMED"));
    if (!text("Enable-Native-Access").isEmpty()) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }
}
