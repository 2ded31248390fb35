package dev.jug.oci.runtime;

import dev.jug.oci.json.Mismatch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * System call filters. The same one with its hundreds of rules is in most documents: what was read
 * before is known by its bytes, and the same object is given again, by which whoever compiles
 * filters knows it.
 */
final class SeccompReader extends ValueDeserializer<Seccomp> {
  /** The attribute that has the document's bytes. */
  static final String DOCUMENT = "document";

  static final String FIELD = "linux.seccomp";
  private static final int MOST = 16;

  private final JsonMapper mapper;
  private final Map<ByteBuffer, Seccomp> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Seccomp> eldest) {
          return size() > MOST;
        }
      };

  SeccompReader(JsonMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Seccomp deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw MismatchedInputException.from(
          parser, Seccomp.class, "expected an object" + Mismatch.found(parser.currentToken()));
    }
    var document = (byte[]) Objects.requireNonNull(context.getAttribute(DOCUMENT));
    int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    return of(Arrays.copyOfRange(document, begin, end));
  }

  private synchronized Seccomp of(byte[] json) {
    var key = ByteBuffer.wrap(json);
    var filter = known.get(key);
    if (filter == null) {
      filter = read(json);
      known.put(key, filter);
    }
    return filter;
  }

  /** What a reader of this kind said itself: it names the field already. */
  static Optional<InvalidSpecException> own(InvalidSpecException e) {
    return e.getCause() instanceof DatabindException outer
            && outer.getCause() instanceof InvalidSpecException inner
            && inner.getMessage().startsWith(FIELD)
        ? Optional.of(inner)
        : Optional.empty();
  }

  private Seccomp read(byte[] json) {
    try {
      var filter = mapper.readValue(json, Seccomp.class);
      SeccompCheck.check(filter);
      return filter;
    } catch (DatabindException e) {
      throw new InvalidSpecException(Mismatch.of(FIELD, FIELD, e), e);
    }
  }
}
