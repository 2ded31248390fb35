package dev.jug.build.graph;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where {@code ADD} takes something from. */
public sealed interface AddSource {
  /**
   * Files of the build context.
   *
   * @param pattern below its root, without a slash in front
   */
  record Local(String pattern) implements AddSource {}

  /**
   * What lies at an address.
   *
   * @param url http or https
   */
  record Remote(String url) implements AddSource {}

  /**
   * A Git repository.
   *
   * @param repository its address, without a fragment
   * @param ref branch, tag or commit; null for the default branch
   * @param subdirectory what is taken of it; null for all
   */
  record Git(String repository, @Nullable String ref, @Nullable String subdirectory)
      implements AddSource {}

  /**
   * What an address means: {@code https://…}, or a repository as {@code ADDRESS[#REF[:DIRECTORY]]};
   * empty if it is none.
   */
  static Optional<AddSource> remote(String word) {
    return AddSources.remote(word);
  }
}
