package dev.jug.oci.runtime;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the JSON form of a {@link Spec}. Fields that the specification does not know are
 * left out, as it asks; those it knows have the types it says, and what a document says is checked
 * as far as that needs no machine ({@link SpecCheck}). Thread-safe.
 */
public final class SpecCodec {
  private static final int DEEPEST = 100;
  private static final int LARGEST = 16 << 20;

  private final JsonMapper mapper;
  private final SeccompReader filters;

  public SpecCodec() {
    filters = new SeccompReader(builder(new SimpleModule("numbers")).build());
    mapper = builder(new SimpleModule("spec").addDeserializer(Seccomp.class, filters)).build();
  }

  private static JsonMapper.Builder builder(SimpleModule module) {
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
            .maxDocumentLength(LARGEST)
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
   * Reads a {@code config.json}.
   *
   * @throws InvalidSpecException if the text is not JSON, not shaped like a spec, or says what
   *     cannot be; the message names the field
   */
  public Spec read(byte[] json) {
    var spec = read(json, Spec.class, "");
    SpecCheck.check(spec);
    return spec;
  }

  /**
   * Reads a process alone.
   *
   * @throws InvalidSpecException if the text is not one
   */
  public Process readProcess(byte[] json) {
    var process = read(json, Process.class, "process");
    ProcessCheck.check(process);
    return process;
  }

  /**
   * Reads limits alone.
   *
   * @throws InvalidSpecException if the text has none
   */
  public Resources readResources(byte[] json) {
    var resources = read(json, Resources.class, "resources");
    ResourcesCheck.check(resources);
    return resources;
  }

  private <T> T read(byte[] json, Class<T> type, String name) {
    if (json.length > LARGEST) {
      throw new InvalidSpecException("config.json: larger than " + (LARGEST >> 20) + " MiB");
    }
    try {
      T value = mapper.readerFor(type).withAttribute(SeccompReader.DOCUMENT, json).readValue(json);
      if (value == null) {
        throw new InvalidSpecException("config.json: expected an object, found null");
      }
      return value;
    } catch (StreamReadException e) {
      throw broken(e);
    } catch (DatabindException e) {
      throw new InvalidSpecException(Mismatch.of(name, e), e);
    } catch (JacksonException e) {
      throw new InvalidSpecException("config.json: " + e.getOriginalMessage(), e);
    }
  }

  private static InvalidSpecException broken(StreamReadException e) {
    var where = e.getLocation();
    var place =
        where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
    return new InvalidSpecException("config.json: " + place + e.getOriginalMessage(), e);
  }

  /** Writes a spec as indented JSON. */
  public byte[] write(Spec spec) {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(spec);
  }
}
