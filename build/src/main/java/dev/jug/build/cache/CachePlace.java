package dev.jug.build.cache;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.option.FieldText;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.Reference;
import java.util.Map;

/** Where a build cache is, as {@code --cache-from} and {@code --cache-to} say it. */
public sealed interface CachePlace {
  /** A name in a registry. */
  record InRegistry(Reference reference) implements CachePlace {}

  /**
   * A directory in OCI image layout.
   *
   * @param path as the user writes it
   * @param name of the cache in it
   */
  record InDirectory(String path, String name) implements CachePlace {}

  /** The image that is built. */
  record InImage() implements CachePlace {}

  /**
   * Reads one: {@code type=registry,ref=NAME}, {@code type=local,src=DIRECTORY}, {@code
   * type=inline}, or the name of a registry.
   *
   * @throws BuildFailure if it makes no sense
   */
  static CachePlace source(String text) {
    return text.contains("=") ? source(new FieldText("cache", text).fields()) : registry(text);
  }

  /** The same of fields that were taken apart. */
  static CachePlace source(Map<String, String> fields) {
    return of(fields, "src");
  }

  /** The same of a place that is written to. */
  static CachePlace target(Map<String, String> fields) {
    return of(fields, "dest");
  }

  private static CachePlace of(Map<String, String> fields, String directory) {
    var type = fields.getOrDefault("type", "");
    return switch (type) {
      case "registry" -> registry(needed(fields, "ref"));
      case "local" ->
          new InDirectory(needed(fields, directory), fields.getOrDefault("tag", "latest"));
      case "inline" -> new InImage();
      default ->
          throw new BuildFailure(
              "build caches of type '"
                  + type
                  + "' are not supported by this engine, but registry, local and inline");
    };
  }

  private static InRegistry registry(String name) {
    try {
      return new InRegistry(Reference.parse(name));
    } catch (InvalidImageException e) {
      throw new BuildFailure("invalid cache '" + name + "': " + e.getMessage());
    }
  }

  private static String needed(Map<String, String> fields, String name) {
    var value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new BuildFailure(
          "a build cache of type " + fields.get("type") + " needs " + name + "=…");
    }
    return value;
  }
}
