package dev.jug.build.output;

import dev.jug.build.exec.BuildFailure;
import dev.jug.build.output.Output.ToDirectory;
import dev.jug.build.output.Output.ToDockerArchive;
import dev.jug.build.output.Output.ToImages;
import dev.jug.build.output.Output.ToLayout;
import dev.jug.build.output.Output.ToTar;
import dev.jug.oci.image.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code --output} says.
 *
 * @param text fields behind commas; a field that has commas, such as several names, in quotes
 */
record OutputText(String text) {
  private static final String WORDS = "image, registry, docker, oci, tar and local";

  Output output() {
    if (text.equals(Output.STDOUT)) {
      return new ToTar(Output.STDOUT);
    }
    return text.contains("=") ? output(fields()) : new ToDirectory(text);
  }

  private Output output(Map<String, String> fields) {
    var type = fields.getOrDefault("type", "");
    var destination = fields.get("dest");
    return switch (type) {
      case "image" -> new ToImages(names(fields), isTrue(fields, "push", false));
      case "registry" -> new ToImages(names(fields), true);
      case "docker" ->
          destination == null
              ? new ToImages(names(fields), false)
              : new ToDockerArchive(destination, names(fields));
      case "oci" ->
          new ToLayout(
              needed(destination),
              isTrue(fields, "tar", true),
              names(fields).stream().findFirst().orElse(null));
      case "tar" -> new ToTar(needed(destination));
      case "local" -> new ToDirectory(needed(destination));
      default ->
          throw new BuildFailure(
              "invalid output '" + text + "': there is no type '" + type + "', but " + WORDS);
    };
  }

  private String needed(@Nullable String destination) {
    if (destination == null || destination.isEmpty()) {
      throw new BuildFailure("invalid output '" + text + "': it needs dest=PATH");
    }
    return destination;
  }

  private boolean isTrue(Map<String, String> fields, String name, boolean usual) {
    return switch (fields.getOrDefault(name, Boolean.toString(usual))) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default ->
          throw new BuildFailure("invalid output '" + text + "': " + name + " is no boolean");
    };
  }

  private static List<Reference> names(Map<String, String> fields) {
    return Stream.of(fields.getOrDefault("name", "").split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(Reference::parse)
        .toList();
  }

  private Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    for (var field : text.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
      var plain = field.startsWith("\"") ? field.substring(1, field.length() - 1) : field;
      int equals = plain.indexOf('=');
      if (equals < 1) {
        throw new BuildFailure("invalid output '" + text + "': '" + plain + "' is no NAME=VALUE");
      }
      fields.put(plain.substring(0, equals), plain.substring(equals + 1));
    }
    return fields;
  }
}
