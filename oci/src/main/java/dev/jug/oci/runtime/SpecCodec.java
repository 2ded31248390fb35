package dev.jug.oci.runtime;

import java.math.BigInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the JSON form of a {@link Spec}. Fields it does not know are left out, as the
 * specification asks.
 */
public final class SpecCodec {
  private final JsonMapper mapper;

  public SpecCodec() {
    var unsigned = new SimpleModule("unsigned");
    unsigned.addDeserializer(long.class, new UnsignedLong());
    mapper =
        JsonMapper.builder()
            .addModule(unsigned)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
  }

  /**
   * Reads a {@code config.json}.
   *
   * @throws InvalidSpecException if the text is not JSON or not shaped like a spec
   */
  public Spec read(byte[] json) {
    try {
      return mapper.readValue(json, Spec.class);
    } catch (JacksonException e) {
      throw new InvalidSpecException("config.json: " + e.getOriginalMessage(), e);
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
