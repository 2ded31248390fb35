package dev.jug.oci.runtime;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the JSON form of a {@link Spec}. Fields that the specification does not know are
 * left out, as it asks. Those it knows and the records lack are refused: to start a container
 * without a limit or a hook that it was to have would be worse than not to start it.
 */
public final class SpecCodec {
  private static final List<String> LACKING =
      List.of("linux.intelRdt", "linux.netDevices", "linux.seccomp.listenerPath");

  private final JsonMapper mapper;

  public SpecCodec() {
    var unsigned = new SimpleModule("unsigned");
    unsigned.addDeserializer(long.class, new UnsignedLong());
    mapper =
        JsonMapper.builder()
            .addModule(unsigned)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(Include.NON_EMPTY))
            .build();
  }

  /**
   * Reads a {@code config.json}.
   *
   * @throws InvalidSpecException if the text is not JSON or not shaped like a spec, or asks for
   *     something that is not supported yet
   */
  public Spec read(byte[] json) {
    try {
      var tree = mapper.readTree(json);
      LACKING.forEach(field -> refuse(tree, field));
      return mapper.treeToValue(tree, Spec.class);
    } catch (JacksonException e) {
      throw new InvalidSpecException("config.json: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a process alone.
   *
   * @throws InvalidSpecException if the text is not one
   */
  public Process readProcess(byte[] json) {
    return read(json, Process.class, "process");
  }

  /**
   * Reads limits alone.
   *
   * @throws InvalidSpecException if the text has none
   */
  public Resources readResources(byte[] json) {
    return read(json, Resources.class, "resources");
  }

  private <T> T read(byte[] json, Class<T> type, String name) {
    try {
      return mapper.readValue(json, type);
    } catch (JacksonException e) {
      throw new InvalidSpecException(name + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void refuse(JsonNode spec, String field) {
    var value = spec.at("/" + field.replace('.', '/'));
    boolean says = !value.isMissingNode() && !value.isNull();
    if (says && !(value.isContainer() && value.isEmpty()) && !value.asString("-").isEmpty()) {
      throw new InvalidSpecException(field + " is not supported yet");
    }
  }

  /** Writes a spec as indented JSON. */
  public byte[] write(Spec spec) {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(spec);
  }

  /**
   * Numbers such as RLIM_INFINITY and seccomp operands use all 64 bits; Java's long keeps the bits.
   */
  private static final class UnsignedLong extends ValueDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
      BigInteger value = parser.getBigIntegerValue();
      return value.longValue();
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return 0L;
    }
  }
}
