package dev.jug.docker.json;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.GoDuration;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Instants in queries and answers. */
public final class Times {
  private static final long NANOS = 1_000_000_000;

  /** With all nine digits, as Docker has it in logs. */
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /**
   * Seconds since 1970, with a fraction or without, or RFC 3339; null for nothing, or zero.
   *
   * @throws Invalid if it is none of these
   */
  public static @Nullable Instant parse(String text) {
    if (text.isEmpty() || text.equals("0")) {
      return null;
    }
    try {
      return text.matches("\\d{1,12}(\\.\\d+)?")
          ? seconds(text)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new Invalid("invalid time: '" + text + "'", "Seconds since 1970, or RFC 3339.");
    }
  }

  /**
   * The same, or so long ago as a duration of Go says.
   *
   * @throws Invalid if it is none of these
   */
  public static @Nullable Instant before(String text) {
    var age = GoDuration.tryParseWithDays(text);
    return age.isPresent() ? Instant.now().minus(age.get()) : parse(text);
  }

  private static Instant seconds(String text) {
    var nanos = new BigDecimal(text).multiply(BigDecimal.valueOf(NANOS)).toBigInteger();
    var parts = nanos.divideAndRemainder(java.math.BigInteger.valueOf(NANOS));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
  }

  /** RFC 3339 with nanoseconds. */
  public static String shown(Instant instant) {
    return SHOWN.format(instant);
  }
}
