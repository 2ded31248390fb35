package dev.jug.oci.json;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Whole numbers. Some, such as RLIM_INFINITY and operands of filters, use all 64 bits without a
 * sign; Java's long keeps the bits.
 */
public final class WholeNumbers {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /**
   * Reads longs.
   *
   * @param absent stands for null
   */
  public ValueDeserializer<Long> longs(@Nullable Long absent) {
    return new ValueDeserializer<>() {
      @Override
      public Long deserialize(JsonParser parser, DeserializationContext context) {
        return number(parser, LEAST, MOST).longValue();
      }

      @Override
      public @Nullable Object getNullValue(DeserializationContext context) {
        return absent;
      }
    };
  }

  /**
   * Reads ints.
   *
   * @param absent stands for null
   */
  public ValueDeserializer<Integer> ints(@Nullable Integer absent) {
    return new ValueDeserializer<>() {
      @Override
      public Integer deserialize(JsonParser parser, DeserializationContext context) {
        return number(
                parser,
                BigInteger.valueOf(Integer.MIN_VALUE),
                BigInteger.valueOf(Integer.MAX_VALUE))
            .intValue();
      }

      @Override
      public @Nullable Object getNullValue(DeserializationContext context) {
        return absent;
      }
    };
  }

  private static BigInteger number(JsonParser parser, BigInteger least, BigInteger most) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw MismatchedInputException.from(
          parser, Long.class, Mismatch.WHOLE_NUMBER + Mismatch.found(parser.currentToken()));
    }
    var value = parser.getBigIntegerValue();
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw MismatchedInputException.from(
          parser, Long.class, value + " is not in the range " + least + " … " + most);
    }
    return value;
  }
}
