package dev.jug.build.output;

import dev.jug.build.option.FieldText;
import dev.jug.build.output.Output.ToDirectory;
import dev.jug.build.output.Output.ToDockerArchive;
import dev.jug.build.output.Output.ToImages;
import dev.jug.build.output.Output.ToLayout;
import dev.jug.build.output.Output.ToTar;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code --output} says.
 *
 * @param text fields, or a path
 */
record OutputText(FieldText text) {
  private static final String WORDS = "image, registry, docker, oci, tar and local";

  Output output() {
    var whole = text.text();
    if (whole.equals(Output.STDOUT)) {
      return new ToTar(Output.STDOUT);
    }
    return whole.contains("=") ? output(text.fields()) : new ToDirectory(whole);
  }

  private Output output(Map<String, String> fields) {
    var type = fields.getOrDefault("type", "");
    var destination = fields.get("dest");
    return switch (type) {
      case "image" -> new ToImages(names(fields), text.isTrue(fields, "push", false));
      case "registry" -> new ToImages(names(fields), true);
      case "docker" ->
          destination == null
              ? new ToImages(names(fields), false)
              : new ToDockerArchive(destination, names(fields));
      case "oci" ->
          new ToLayout(
              needed(destination),
              text.isTrue(fields, "tar", true),
              names(fields).stream().findFirst().orElse(null));
      case "tar" -> new ToTar(needed(destination));
      case "local" -> new ToDirectory(needed(destination));
      default -> throw text.failure("there is no type '" + type + "', but " + WORDS);
    };
  }

  private String needed(@Nullable String destination) {
    if (destination == null || destination.isEmpty()) {
      throw text.failure("it needs dest=PATH");
    }
    return destination;
  }

  private static List<Reference> names(Map<String, String> fields) {
    return Stream.of(fields.getOrDefault("name", "").split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(Reference::parse)
        .toList();
  }
}
