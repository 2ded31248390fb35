package dev.jug.oci.json;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.jug.oci.InvalidDocumentException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON of one kind of document: bounded in depth and size, no duplicate keys, no number for a
 * string; fields that the specification does not know are left out, as the OCI asks. Thread-safe.
 *
 * @param document its name in messages, such as {@code config.json}
 * @param largest how many bytes it may have
 * @param refusal makes the exception
 */
public record StrictJson(
    String document,
    int largest,
    BiFunction<String, @Nullable Throwable, ? extends InvalidDocumentException> refusal) {
  private static final int DEEPEST = 100;

  /** A mapper's builder with these rules. */
  public JsonMapper.Builder builder(SimpleModule module) {
    var numbers = new WholeNumbers();
    module
        .addDeserializer(long.class, numbers.longs(0L))
        .addDeserializer(Long.class, numbers.longs(null))
        .addDeserializer(int.class, numbers.ints(0))
        .addDeserializer(Integer.class, numbers.ints(null))
        .addDeserializer(String.class, new Words());
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxDocumentLength(largest)
            .maxNumberLength(100)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .addModule(module)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .changeDefaultPropertyInclusion(i -> i.withValueInclusion(Include.NON_EMPTY));
  }

  /**
   * Reads a document.
   *
   * @param type what it becomes
   * @param root the field it is about, empty for a whole one
   * @throws InvalidDocumentException if the text is not JSON or not shaped like it
   */
  public <T> T read(ObjectReader reader, Class<T> type, byte[] json, String root) {
    if (json.length > largest) {
      throw refusal.apply(document + ": larger than " + (largest >> 20) + " MiB", null);
    }
    try {
      T value = reader.forType(type).readValue(json);
      if (value == null) {
        throw refusal.apply(document + ": expected an object, found null", null);
      }
      return value;
    } catch (StreamReadException e) {
      throw broken(e);
    } catch (DatabindException e) {
      throw refusal.apply(Mismatch.of(document, root, e), e);
    } catch (JacksonException e) {
      throw refusal.apply(document + ": " + e.getOriginalMessage(), e);
    }
  }

  private InvalidDocumentException broken(StreamReadException e) {
    var where = e.getLocation();
    var place =
        where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
    return refusal.apply(document + ": " + place + e.getOriginalMessage(), e);
  }
}
