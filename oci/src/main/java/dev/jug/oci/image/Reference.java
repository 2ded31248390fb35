package dev.jug.oci.image;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image in a registry: {@code [host[:port]/]repository[:tag][@digest]}. What is left
 * out is filled in as Docker does: the host {@code docker.io}, there the directory {@code library},
 * and the tag {@code latest} if there is no digest either.
 *
 * @param registry host, with port if it is not the usual one
 * @param repository path there
 * @param tag null if only the digest counts
 * @param digest of manifest or index; null if the tag decides
 */
public record Reference(
    String registry, String repository, @Nullable String tag, @Nullable Digest digest) {
  /** The registry of names without a host. */
  public static final String DEFAULT_REGISTRY = "docker.io";

  private static final String DEFAULT_TAG = "latest";
  private static final String LIBRARY = "library/";
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final int LONGEST = 255;

  public Reference {
    check(HOST.matcher(registry).matches(), registry, "the registry is no host name");
    check(
        REPOSITORY.matcher(repository).matches(),
        repository,
        "repository name must be lower case: letters, digits, and . _ - between them");
    check(
        registry.length() + repository.length() < LONGEST,
        repository,
        "repository name must not be more than 255 characters");
    check(tag == null || TAG.matcher(tag).matches(), String.valueOf(tag), "this is no tag");
    check(tag != null || digest != null, repository, "a tag or a digest is missing");
  }

  /**
   * Reads one as people write it.
   *
   * @throws InvalidImageException if it is none
   */
  public static Reference parse(String text) {
    int at = text.indexOf('@');
    var digest = at < 0 ? null : Digest.parse(text.substring(at + 1));
    var name = at < 0 ? text : text.substring(0, at);
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    var tag = colon < 0 ? null : name.substring(colon + 1);
    if (tag == null && digest == null) {
      tag = DEFAULT_TAG;
    }
    return named(text, colon < 0 ? name : name.substring(0, colon), tag, digest);
  }

  private static Reference named(
      String text, String name, @Nullable String tag, @Nullable Digest digest) {
    int slash = name.indexOf('/');
    var first = slash < 0 ? "" : name.substring(0, slash);
    boolean host =
        first.contains(".")
            || first.contains(":")
            || first.equals("localhost")
            || !first.equals(first.toLowerCase(Locale.ROOT));
    try {
      return host
          ? new Reference(canonical(first), path(first, name.substring(slash + 1)), tag, digest)
          : new Reference(DEFAULT_REGISTRY, path(DEFAULT_REGISTRY, name), tag, digest);
    } catch (InvalidImageException e) {
      throw new InvalidImageException(
          "invalid reference format: \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static String canonical(String host) {
    return host.equals("index.docker.io") ? DEFAULT_REGISTRY : host;
  }

  private static String path(String host, String path) {
    boolean official = canonical(host).equals(DEFAULT_REGISTRY) && !path.contains("/");
    return official ? LIBRARY + path : path;
  }

  private static void check(boolean holds, String text, String why) {
    if (!holds) {
      throw new InvalidImageException(text.isEmpty() ? why : "\"" + text + "\": " + why);
    }
  }

  /** The same image's name with a digest instead of a tag. */
  public Reference at(Digest exact) {
    return new Reference(registry, repository, null, exact);
  }

  /** Without tag and digest, as short as people write it. */
  public String familiarName() {
    if (!registry.equals(DEFAULT_REGISTRY)) {
      return registry + "/" + repository;
    }
    return repository.startsWith(LIBRARY) ? repository.substring(LIBRARY.length()) : repository;
  }

  /** As short as people write it. */
  public String familiar() {
    return familiarName() + suffix();
  }

  private String suffix() {
    return (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }

  /** In full. */
  @Override
  public String toString() {
    return registry + "/" + repository + suffix();
  }
}
