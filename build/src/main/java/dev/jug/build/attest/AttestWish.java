package dev.jug.build.attest;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.option.FieldText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of an image.
 *
 * @param sbom whether to say which packages are in it
 * @param provenance how much to say of how it was made
 * @param context where the context was that is no directory of the user's; null if it is one
 */
public record AttestWish(boolean sbom, Detail provenance, @Nullable Material context) {
  /** Nothing. */
  public static final AttestWish NONE = new AttestWish(false, Detail.NONE, null);

  /** How much. */
  public enum Detail {
    /** Nothing. */
    NONE,
    /** What it was made of. */
    MIN,
    /** The values of arguments, labels and the Dockerfile as well. */
    MAX
  }

  /** Whether anything is. */
  public boolean any() {
    return sbom || provenance != Detail.NONE;
  }

  /** The same of another context. */
  public AttestWish of(@Nullable Material other) {
    return new AttestWish(sbom, provenance, other);
  }

  /**
   * The same and what {@code --attest} says.
   *
   * @throws BuildFailure if it makes no sense
   */
  public AttestWish and(String text) {
    var fields = new FieldText("attestation", text).fields();
    return and(fields.getOrDefault("type", ""), fields);
  }

  /** The same and what {@code --sbom} or {@code --provenance} say: a boolean, or fields. */
  public AttestWish and(String type, String text) {
    return switch (text) {
      case "true", "1", "" -> and(type, Map.of());
      case "false", "0" -> and(type, Map.of("disabled", "true"));
      default -> and(type, new FieldText(type, text).fields());
    };
  }

  private AttestWish and(String type, Map<String, String> fields) {
    boolean off = new FieldText("attestation", type).isTrue(fields, "disabled", false);
    return switch (type) {
      case "sbom" -> {
        if (fields.containsKey("generator")) {
          throw new BuildFailure(
              "SBOM generators that are images are not supported by this engine: it has its own");
        }
        yield new AttestWish(!off, provenance, context);
      }
      case "provenance" -> new AttestWish(sbom, off ? Detail.NONE : detail(fields), context);
      default ->
          throw new BuildFailure(
              "there is no attestation of type '" + type + "', but sbom and provenance");
    };
  }

  private static Detail detail(Map<String, String> fields) {
    return switch (fields.getOrDefault("mode", "min")) {
      case "min" -> Detail.MIN;
      case "max" -> Detail.MAX;
      default -> throw new BuildFailure("the mode of a provenance is min or max");
    };
  }
}
