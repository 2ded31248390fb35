package dev.jug.cli.image;

import dev.jug.engine.apt.AptRequest;
import dev.jug.engine.apt.AptVariant;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an image of packages has in it. */
final class PackageOptions {
  @Option(
      names = "--include",
      split = ",",
      paramLabel = "PACKAGE",
      description = "apt: also these packages; give the image a NAME then.")
  List<String> include = new ArrayList<>();

  @Option(
      names = "--variant",
      description =
          "apt: essential, apt, minbase (default), buildd, important or standard; any but the"
              + " default needs a NAME.")
  @Nullable String variant;

  /** Whether any was given. */
  boolean areGiven() {
    return !include.isEmpty() || variant != null;
  }

  /**
   * What the engine is asked for.
   *
   * @param name null for {@code apt:SUITE}, which is what runs under the name it is pulled by
   * @throws Invalid if the image is another than people expect under that name
   */
  AptRequest request(String suite, @Nullable Reference name, Map<String, String> environment) {
    var chosen = variant == null ? AptVariant.MINBASE : AptVariant.parse(variant);
    if (name == null && (!include.isEmpty() || chosen != AptVariant.MINBASE)) {
      throw new Invalid(
          "apt:" + suite + " is the name of the image without these options",
          "Give this one a name: jug pull … apt:" + suite + " NAME");
    }
    var called = name == null ? Reference.parse("apt:" + suite) : name;
    return new AptRequest(suite, chosen, include, called, environment);
  }
}
