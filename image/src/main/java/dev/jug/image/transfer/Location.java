package dev.jug.image.transfer;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.Reference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an image is, as people write it: {@code transport:rest}, as in containers-transports(5), or
 * a reference to a registry.
 */
public sealed interface Location {
  /** Says that a registry is meant, whatever its name. */
  String DOCKER = "docker://";

  /** In a registry: {@code docker://NAME} or {@code NAME}. */
  record Registry(Reference reference) implements Location {}

  /**
   * Nowhere yet: to be made of packages of the distribution that this machine's apt knows, {@code
   * apt:SUITE}.
   *
   * @param suite such as {@code bookworm}, as sources.list(5) has it; also a valid tag
   */
  record Packages(String suite) implements Location {}

  /** In files of this machine. */
  sealed interface Local extends Location {}

  /**
   * In a directory in OCI image layout: {@code oci:DIR[:NAME]}.
   *
   * @param name null for the only image there, or for one without a name
   */
  record Layout(Path folder, @Nullable String name) implements Local {}

  /**
   * In an archive of an OCI image layout: {@code oci-archive:FILE[:NAME]}.
   *
   * @param name null for the only image there, or for one without a name
   */
  record LayoutArchive(Path file, @Nullable String name) implements Local {}

  /**
   * In an archive that {@code docker save} writes: {@code docker-archive:FILE[:NAME[:TAG]]}.
   *
   * @param name null for the only image there, or for one without a name
   */
  record DockerArchive(Path file, @Nullable Reference name) implements Local {}

  /**
   * In such an archive, by its place: {@code docker-archive:FILE:@INDEX}.
   *
   * @param place 0 for the first
   */
  record DockerArchivePlace(Path file, int place) implements Local {}

  /** In a flat directory: {@code dir:DIR}. */
  record Directory(Path folder) implements Local {}

  /**
   * Reads one.
   *
   * @param here what relative paths are relative to
   * @throws ImageException if it makes no sense
   */
  static Location parse(String text, Path here) {
    int colon = text.indexOf(':');
    var rest = text.substring(colon + 1);
    try {
      return switch (colon < 0 ? "" : text.substring(0, colon)) {
        case "oci" -> new Layout(path(rest, here), layoutName(rest));
        case "oci-archive" -> new LayoutArchive(path(rest, here), layoutName(rest));
        case "docker-archive" -> dockerArchive(rest, here);
        case "dir" -> new Directory(resolve(rest, here));
        case "apt" -> new Packages(suite(rest));
        default ->
            new Registry(
                Reference.parse(text.startsWith(DOCKER) ? text.substring(DOCKER.length()) : text));
      };
    } catch (InvalidImageException | InvalidPathException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Location dockerArchive(String rest, Path here) {
    var file = path(rest, here);
    var name = behindColon(rest);
    if (name != null && name.startsWith("@")) {
      if (!name.matches("@[0-9]{1,6}")) {
        throw invalid("\"" + name + "\" is no place in an archive, such as @0");
      }
      return new DockerArchivePlace(file, Integer.parseInt(name.substring(1)));
    }
    return new DockerArchive(file, name == null ? null : Reference.parse(name));
  }

  private static Path path(String rest, Path here) {
    int colon = rest.indexOf(':');
    return resolve(colon < 0 ? rest : rest.substring(0, colon), here);
  }

  private static Path resolve(String path, Path here) {
    if (path.isEmpty()) {
      throw invalid("a path is missing behind the transport's name");
    }
    return here.resolve(path);
  }

  private static @Nullable String behindColon(String rest) {
    int colon = rest.indexOf(':');
    return colon < 0 || colon == rest.length() - 1 ? null : rest.substring(colon + 1);
  }

  /** The grammar of annotations.md for {@code org.opencontainers.image.ref.name}. */
  private static @Nullable String layoutName(String rest) {
    var name = behindColon(rest);
    if (name != null && (name.length() > 255 || !LayoutName.PATTERN.matcher(name).matches())) {
      throw invalid("\"" + name + "\" is no name for an image in a layout");
    }
    return name;
  }

  private static String suite(String rest) {
    if (!rest.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")) {
      throw invalid(
          rest.isEmpty()
              ? "a suite is missing behind apt:, such as bookworm"
              : "\"" + rest + "\" is no name of a suite");
    }
    return rest;
  }

  private static ImageException invalid(String why) {
    return new ImageException(
        Kind.INVALID,
        why,
        "Write oci:DIR[:NAME], oci-archive:FILE[:NAME], docker-archive:FILE[:NAME:TAG], dir:DIR,"
            + " apt:SUITE, docker://NAME or NAME.");
  }

  /** Fields of an interface would be public. */
  final class LayoutName {
    private static final Pattern PATTERN =
        Pattern.compile(
            "[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*"
                + "(?:/[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*)*");

    private LayoutName() {}
  }
}
