package dev.jug.cli.build;

import dev.jug.build.output.Output;
import dev.jug.build.output.Output.ToDirectory;
import dev.jug.build.output.Output.ToImages;
import dev.jug.build.output.Output.ToLayout;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the result of a build goes to. */
final class OutputFlags {
  @Option(
      names = {"-t", "--tag"},
      description = "NAME[:TAG] of the image; several are possible.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      description =
          "type=image|registry|docker|oci|tar|local,dest=PATH; a directory for its files, - for an"
              + " archive of them.")
  List<String> texts = new ArrayList<>();

  @Option(names = "--push", description = "The same as --output type=registry.")
  boolean push;

  @Option(names = "--load", description = "The same as --output type=docker.")
  boolean load;

  @Option(names = "--iidfile", description = "File for the image's id.")
  @Nullable String idFile;

  /** The names of the build. */
  List<Reference> names() {
    return tags.stream().map(Reference::parse).toList();
  }

  /** All that is asked for; an image of the engine if nothing is. */
  List<Output> all() {
    var all = new ArrayList<>(texts.stream().map(Output::parse).toList());
    if (push) {
      all.add(new ToImages(List.of(), true));
    }
    if (load || all.isEmpty()) {
      all.add(new ToImages(List.of(), false));
    }
    return all;
  }

  /** The names that the engine's image gets; none if no image of the engine is asked for. */
  List<Reference> imageNames() {
    return all().stream()
        .flatMap(output ->
            output instanceof ToImages(var more, _)
                ? Stream.concat(names().stream(), more.stream())
                : Stream.empty())
        .distinct()
        .toList();
  }

  /** Whether the image stays in the engine. */
  boolean keepsImage() {
    return all().stream().anyMatch(ToImages.class::isInstance);
  }

  /**
   * Refuses what cannot be.
   *
   * @param terminal whether standard output is one
   * @throws Invalid with what to do
   */
  void check(boolean terminal) {
    long streams = all().stream().filter(OutputFlags::isStream).count();
    if (streams > 1) {
      throw new Invalid("several outputs cannot share standard output", "Write dest=FILE.");
    }
    if (streams > 0 && terminal) {
      throw new Invalid("dest file is required for output to a terminal", "Write dest=FILE.");
    }
    boolean pushes = all().stream().anyMatch(each -> each instanceof ToImages(_, boolean to) && to);
    if (pushes && imageNames().isEmpty()) {
      throw new Invalid("tag is needed when pushing to registry", "Write -t NAME.");
    }
  }

  /**
   * Refuses what only an image for one platform can be.
   *
   * @throws Invalid with what to do
   */
  void checkSeveralPlatforms() {
    boolean fits = all().stream().allMatch(to -> to instanceof ToImages || to instanceof ToLayout);
    if (!fits) {
      throw new Invalid(
          "an image for several platforms is an image, or an OCI layout",
          "Write -o type=oci,dest=FILE, --push, or build for one platform after the other.");
    }
  }

  /** Whether something goes to standard output. */
  static boolean isStream(Output output) {
    return switch (output) {
      case Output.ToTar(var to) -> to.equals(Output.STDOUT);
      case Output.ToDockerArchive(var to, _) -> to.equals(Output.STDOUT);
      case ToLayout(var to, boolean archive, _) -> archive && to.equals(Output.STDOUT);
      case ToImages _, ToDirectory _ -> false;
    };
  }
}
