package dev.jug.build.graph;

import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.graph.AddSource.Git;
import dev.jug.build.graph.AddSource.Local;
import dev.jug.build.graph.AddSource.Remote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells files, addresses and repositories apart. */
final class AddSources {
  private static final Pattern WEB = Pattern.compile("(?i)https?://.+");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?i)(git://.+|ssh://.+|[\\w.-]+@[\\w.-]+:[^#]+(#.*)?|https?://[^#?]+\\.git(#.*)?)");

  private AddSources() {}

  static AddSource of(String word, CopyFlags flags) {
    return remote(word).orElseGet(() -> new Local(StepMaker.source(word, flags)));
  }

  static Optional<AddSource> remote(String word) {
    if (REPOSITORY.matcher(word).matches()) {
      return Optional.of(git(word));
    }
    return WEB.matcher(word).matches() ? Optional.of(new Remote(word)) : Optional.empty();
  }

  /** {@code REPOSITORY#REF:SUBDIRECTORY}. */
  private static Git git(String word) {
    int hash = word.indexOf('#');
    if (hash < 0) {
      return new Git(word, null, null);
    }
    var fragment = word.substring(hash + 1);
    int colon = fragment.indexOf(':');
    var ref = colon < 0 ? fragment : fragment.substring(0, colon);
    var directory = colon < 0 ? "" : fragment.substring(colon + 1);
    return new Git(
        word.substring(0, hash),
        ref.isEmpty() ? null : ref,
        directory.isEmpty() ? null : Paths.clean(directory));
  }

  static void mayHaveChecksum(List<AddSource> sources, String checksum, Fault fault) {
    if (sources.size() != 1) {
      throw fault.of("checksum can't be specified for multiple sources", "write an ADD for each");
    }
    switch (sources.getFirst()) {
      case Local _ ->
          throw fault.of(
              "checksum can't be specified for non-HTTP(S) sources", "leave --checksum out");
      case Git _ -> {}
      case Remote _ -> {
        if (!checksum.matches("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")) {
          throw fault.of(
              "invalid checksum digest format: " + checksum, "write sha256: and 64 hex digits");
        }
      }
    }
  }
}
