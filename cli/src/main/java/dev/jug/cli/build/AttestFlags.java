package dev.jug.cli.build;

import dev.jug.build.attest.AttestWish;
import dev.jug.build.attest.Material;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a build says of its image. */
final class AttestFlags {
  @Option(
      names = "--sbom",
      arity = "0..1",
      fallbackValue = "true",
      description = "Say which packages are in the image: true or false.")
  String sbom = "false";

  @Option(
      names = "--provenance",
      arity = "0..1",
      fallbackValue = "true",
      description = "Say how the image was made: true, false or mode=min|max.")
  String provenance = "false";

  @Option(names = "--attest", description = "type=sbom, or type=provenance,mode=min|max.")
  List<String> attests = new ArrayList<>();

  /**
   * All of it.
   *
   * @param context where the context was, if it was fetched
   */
  AttestWish wish(@Nullable Material context) {
    var wish = AttestWish.NONE.and("sbom", sbom).and("provenance", provenance).of(context);
    for (var text : attests) {
      wish = wish.and(text);
    }
    return wish;
  }
}
