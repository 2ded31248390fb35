package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.expand.BadSubstitutionException;
import dev.jug.build.dockerfile.expand.Expander;
import dev.jug.build.dockerfile.expand.Variables;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds variables that a word uses and nobody set. */
final class Names {
  private Names() {}

  static Set<String> missing(Expander expander, String word, Variables known) {
    var missing = new LinkedHashSet<String>();
    var heard =
        new Variables() {
          @Override
          public @Nullable String get(String name) {
            return known.get(name);
          }

          @Override
          public void missing(String name) {
            missing.add(name);
          }
        };
    try {
      var _ = expander.expand(word, heard);
    } catch (BadSubstitutionException _) {
      return Set.of(); // The build says what is wrong.
    }
    return missing;
  }
}
