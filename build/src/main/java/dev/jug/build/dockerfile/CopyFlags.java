package dev.jug.build.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flags of {@code COPY} and {@code ADD}.
 *
 * @param chown owner, {@code user[:group]}; null for root
 * @param chmod mode, octal or symbolic; null for that of the files
 * @param link whether the layer does not depend on those below
 * @param parents whether directories above a source are kept
 * @param excludes patterns of what is left out
 */
public record CopyFlags(
    @Nullable String chown,
    @Nullable String chmod,
    boolean link,
    boolean parents,
    List<String> excludes) {
  public CopyFlags {
    excludes = List.copyOf(excludes);
  }
}
