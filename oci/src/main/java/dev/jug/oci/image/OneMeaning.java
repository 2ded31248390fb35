package dev.jug.oci.image;

import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Refuses what is a manifest to one reader and an index to another (CVE-2021-41190): a document
 * that has the fields of both, for its digest vouches for both meanings.
 */
final class OneMeaning extends DeserializationProblemHandler {
  private static final Map<Class<?>, Set<String>> OTHERS =
      Map.of(
          ImageManifest.class, Set.of("manifests"), ImageIndex.class, Set.of("config", "layers"));

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      ValueDeserializer<?> deserializer,
      Object beanOrClass,
      String field) {
    var type = beanOrClass instanceof Class<?> c ? c : beanOrClass.getClass();
    Check.that(
        !OTHERS.getOrDefault(type, Set.of()).contains(field),
        field,
        "a document is a manifest or an index, never both");
    return false;
  }
}
