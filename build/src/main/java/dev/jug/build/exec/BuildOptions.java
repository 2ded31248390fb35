package dev.jug.build.exec;

import dev.jug.build.attest.AttestWish;
import dev.jug.build.cache.BuildCaches;
import dev.jug.build.error.BuildFailure;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a build is asked for besides its Dockerfile's plan.
 *
 * @param names of the image; none to keep it without one
 * @param labels added to the image
 * @param useCache whether steps that were run before need not run again
 * @param vault what only the client has
 * @param caches what it shares with other engines
 * @param attests what is to be said of the image
 * @param epoch time of everything made, seconds since 1970; null for the base image's
 */
public record BuildOptions(
    List<Reference> names,
    Map<String, String> labels,
    boolean useCache,
    Vault vault,
    BuildCaches caches,
    AttestWish attests,
    @Nullable Long epoch) {
  /** Build argument that says which time everything made has. */
  public static final String EPOCH = "SOURCE_DATE_EPOCH";

  public BuildOptions {
    names = List.copyOf(names);
    labels = Map.copyOf(labels);
  }

  /**
   * The time that build arguments ask for.
   *
   * @throws BuildFailure if it is no number
   */
  public static Optional<Long> epoch(Map<String, String> buildArgs) {
    var text = buildArgs.get(EPOCH);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,12}")) {
      throw new BuildFailure(EPOCH + " is no number of seconds since 1970: " + text);
    }
    return Optional.of(Long.parseLong(text));
  }
}
