package dev.jug.build.output;

import dev.jug.build.option.FieldText;
import dev.jug.oci.image.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the result of a build goes to, as {@code --output} says it. */
public sealed interface Output {
  /** Stands for standard output. */
  String STDOUT = "-";

  /**
   * An image of the engine.
   *
   * @param names it gets besides those of the build
   * @param push whether it goes to the registries of its names as well
   */
  record ToImages(List<Reference> names, boolean push) implements Output {
    public ToImages {
      names = List.copyOf(names);
    }
  }

  /**
   * An archive that {@code docker save} writes.
   *
   * @param destination path, or {@link #STDOUT}
   * @param names of the image in it besides those of the build
   */
  record ToDockerArchive(String destination, List<Reference> names) implements Output {
    public ToDockerArchive {
      names = List.copyOf(names);
    }
  }

  /**
   * An OCI image layout.
   *
   * @param destination path, or {@link #STDOUT}
   * @param archive whether it is one file, not a directory
   * @param name in it besides those of the build; null for none
   */
  record ToLayout(String destination, boolean archive, @Nullable Reference name)
      implements Output {}

  /**
   * An archive of the image's files.
   *
   * @param destination path, or {@link #STDOUT}
   */
  record ToTar(String destination) implements Output {}

  /**
   * The image's files in a directory, beside what is there.
   *
   * @param destination path
   */
  record ToDirectory(String destination) implements Output {}

  /**
   * Reads one: {@code type=TYPE,dest=PATH,…}, a directory, or {@code -} for an archive of files.
   *
   * @throws dev.jug.build.error.BuildFailure if it makes no sense
   */
  static Output parse(String text) {
    return new OutputText(new FieldText("output", text)).output();
  }
}
