package dev.jug.build.attest;

import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Something that an image was made of.
 *
 * @param uri where it was
 * @param algorithm of the digest, such as {@code sha256}, or {@code sha1} for a commit of git
 * @param digest its content, in hexadecimal digits
 */
public record Material(String uri, String algorithm, String digest)
    implements Comparable<Material> {
  private static final int LONG_COMMIT = 64;

  /** An image. */
  public static Material image(String reference, Platform platform, Digest manifest) {
    var name = Reference.parse(reference);
    var version = name.tag() == null ? "" : "@" + name.tag();
    var where = URLEncoder.encode(platform.toString(), StandardCharsets.UTF_8);
    return of("pkg:docker/" + name.familiarName() + version + "?platform=" + where, manifest);
  }

  /** A file. */
  public static Material of(String uri, Digest content) {
    return new Material(uri, content.algorithm().word(), content.hex());
  }

  /**
   * A commit.
   *
   * @param ref what was asked for; empty for the default branch
   * @param commit in hexadecimal digits
   */
  public static Material commit(String repository, String ref, String commit) {
    var algorithm = commit.length() == LONG_COMMIT ? "sha256" : "sha1";
    var uri = ref.isEmpty() ? repository : repository + "#" + ref;
    return new Material(uri, algorithm, commit);
  }

  @Override
  public int compareTo(Material other) {
    return Comparator.comparing(Material::uri)
        .thenComparing(Material::algorithm)
        .thenComparing(Material::digest)
        .compare(this, other);
  }
}
