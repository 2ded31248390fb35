package dev.jug.engine.container;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names of containers: which are allowed, and new ones for those who gave none. */
public final class Names {
  private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private static final List<String> ADJECTIVES =
      List.of(
          "airy",
          "amber",
          "brisk",
          "calm",
          "candid",
          "cosy",
          "crisp",
          "dapper",
          "deft",
          "eager",
          "earthy",
          "fabled",
          "fleet",
          "gentle",
          "gilded",
          "glazed",
          "hardy",
          "hearty",
          "humble",
          "jolly",
          "keen",
          "kind",
          "lively",
          "lucid",
          "mellow",
          "merry",
          "modest",
          "nimble",
          "patient",
          "plucky",
          "polite",
          "quiet",
          "rustic",
          "serene",
          "silver",
          "sober",
          "spry",
          "steady",
          "sunny",
          "sturdy",
          "tidy",
          "tranquil",
          "upbeat",
          "verdant",
          "vivid",
          "warm",
          "witty",
          "zesty");

  /** Things that hold things. */
  private static final List<String> NOUNS =
      List.of(
          "amphora",
          "barrel",
          "basin",
          "basket",
          "beaker",
          "bottle",
          "bowl",
          "bucket",
          "caddy",
          "canister",
          "carafe",
          "cask",
          "cauldron",
          "chalice",
          "churn",
          "coffer",
          "cruet",
          "crock",
          "cup",
          "decanter",
          "dipper",
          "ewer",
          "flagon",
          "flask",
          "firkin",
          "goblet",
          "gourd",
          "hamper",
          "jar",
          "keg",
          "kettle",
          "ladle",
          "mug",
          "pail",
          "pitcher",
          "pot",
          "quaich",
          "samovar",
          "stein",
          "tankard",
          "teapot",
          "thermos",
          "tumbler",
          "tureen",
          "urn",
          "vase",
          "vat",
          "vial");

  private Names() {}

  /**
   * Checks a name that a person chose; Docker's leading slash is taken off.
   *
   * @throws Invalid if it is not allowed
   */
  public static String checked(String name) {
    var plain = name.startsWith("/") ? name.substring(1) : name;
    if (!ALLOWED.matcher(plain).matches()) {
      throw new Invalid(
          "Invalid container name (" + name + "), only " + ALLOWED.pattern() + " are allowed", "");
    }
    return plain;
  }

  /** A name out of two words; the more often it was tried before, the more digits follow. */
  public static String random(RandomGenerator random, int attempt) {
    var name =
        ADJECTIVES.get(random.nextInt(ADJECTIVES.size()))
            + "_"
            + NOUNS.get(random.nextInt(NOUNS.size()));
    return attempt == 0 ? name : name + random.nextInt(10 * attempt);
  }
}
