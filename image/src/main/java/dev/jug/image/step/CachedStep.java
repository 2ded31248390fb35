package dev.jug.image.step;

import dev.jug.image.layer.Chain;
import dev.jug.image.make.MadeLayer;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a step made.
 *
 * @param key what it was made of, as a digest
 * @param layer what came of it
 * @param below digests of the layers it lies above, the lowest first: some drivers keep it under a
 *     name that they are part of
 * @param what the step, in one line for people
 * @param created when it was made
 * @param lastUse when a build last needed it
 */
public record CachedStep(
    Digest key,
    MadeLayer layer,
    List<Digest> below,
    String what,
    Instant created,
    Instant lastUse) {
  private static final String FORM = "1";
  private static final int HEAD = 6;

  public CachedStep {
    below = List.copyOf(below);
    what = what.replace('\n', ' ');
  }

  /** Everything of the store that it needs. */
  List<Digest> needs() {
    var all = new ArrayList<>(List.of(layer.blob().digest()));
    all.addAll(chain().keys());
    return all;
  }

  /** Its layer on top of those it lies above. */
  public Chain chain() {
    var diffIds = new ArrayList<>(below);
    diffIds.add(layer.diffId());
    return new Chain(diffIds);
  }

  /** As a file has it: a line for each component. */
  String text() {
    var blob = layer.blob();
    return String.join(
        "\n",
        FORM,
        blob.mediaType() + " " + blob.digest() + " " + blob.size(),
        layer.diffId().toString(),
        below.stream().map(Digest::toString).collect(Collectors.joining(" ")),
        what,
        created.toString(),
        "");
  }

  /** Of a file's content; empty if it has another form. */
  static Optional<CachedStep> parse(Digest key, String text, Instant lastUse) {
    var lines = text.split("\n", -1);
    if (lines.length <= HEAD - 1 || !lines[0].equals(FORM)) {
      return Optional.empty();
    }
    var blob = lines[1].split(" ", -1);
    var descriptor = new Descriptor(blob[0], Digest.parse(blob[1]), Long.parseLong(blob[2]));
    var below =
        lines[3].isEmpty()
            ? List.<Digest>of()
            : List.of(lines[3].split(" ", -1)).stream().map(Digest::parse).toList();
    return Optional.of(
        new CachedStep(
            key,
            new MadeLayer(descriptor, Digest.parse(lines[2])),
            below,
            lines[4],
            Instant.parse(lines[5]),
            lastUse));
  }
}
