package dev.jug.oci.image;

import java.util.Locale;
import java.util.Optional;
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
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:.]{2,45}\\]|" + LABEL + "(?:\\." + LABEL + ")*)(?::([0-9]{1,5}))?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final int LONGEST = 255;
  private static final int HIGHEST_PORT = 65_535;

  public Reference {
    // First of all: patterns with repetitions must not be asked about texts without bounds.
    check(
        registry.length() + 1 + repository.length() <= LONGEST,
        "",
        "repository name must not be more than 255 characters");
    check(isHost(registry), registry, "the registry is no host name");
    check(
        REPOSITORY.matcher(repository).matches(),
        repository,
        "repository name must be lower case: letters, digits, and . _ - between them");
    check(
        tag == null || TAG.matcher(tag).matches(),
        String.valueOf(tag),
        "a tag has up to 128 letters, digits, and _ . - behind the first");
    check(tag != null || digest != null, repository, "a tag or a digest is missing");
  }

  /**
   * Reads one as people write it.
   *
   * @throws InvalidImageException if it is none
   */
  public static Reference parse(String text) {
    try {
      check(
          !IDENTIFIER.matcher(text).matches(),
          "",
          "64 hexadecimal digits are an image's ID; a name cannot look like one");
      return read(text);
    } catch (InvalidImageException e) {
      throw new InvalidImageException(
          "invalid reference format: \"" + shown(text) + "\": " + e.getMessage(), e);
    }
  }

  private static Reference read(String text) {
    int at = text.indexOf('@');
    var digest = at < 0 ? null : Digest.parse(text.substring(at + 1));
    var name = at < 0 ? text : text.substring(0, at);
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    var tag = colon < 0 ? null : name.substring(colon + 1);
    if (tag == null && digest == null) {
      tag = DEFAULT_TAG;
    }
    return named(colon < 0 ? name : name.substring(0, colon), tag, digest);
  }

  private static Reference named(String name, @Nullable String tag, @Nullable Digest digest) {
    check(!name.isEmpty(), "", "the name is empty");
    int slash = name.indexOf('/');
    if (slash < 0 || !looksLikeHost(name.substring(0, slash))) {
      return new Reference(DEFAULT_REGISTRY, path(DEFAULT_REGISTRY, name), tag, digest);
    }
    var host = canonical(name.substring(0, slash));
    return new Reference(host, path(host, name.substring(slash + 1)), tag, digest);
  }

  /** The reference that a text is; empty if it is none. */
  public static Optional<Reference> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidImageException _) {
      return Optional.empty();
    }
  }

  /** Whether what stands before the first slash is a host, and no directory of Docker's. */
  private static boolean looksLikeHost(String first) {
    return first.contains(".")
        || first.contains(":")
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  private static boolean isHost(String registry) {
    var parts = HOST.matcher(registry);
    return parts.matches()
        && (parts.group(1) == null || Integer.parseInt(parts.group(1)) <= HIGHEST_PORT);
  }

  private static String canonical(String host) {
    return host.equals("index.docker.io") ? DEFAULT_REGISTRY : host;
  }

  private static String path(String host, String path) {
    return host.equals(DEFAULT_REGISTRY) && !path.contains("/") ? LIBRARY + path : path;
  }

  private static void check(boolean holds, String text, String why) {
    if (!holds) {
      throw new InvalidImageException(text.isEmpty() ? why : "\"" + shown(text) + "\": " + why);
    }
  }

  private static String shown(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
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
    int slash = repository.indexOf('/');
    if (repository.startsWith(LIBRARY) && repository.indexOf('/', LIBRARY.length()) < 0) {
      var name = repository.substring(LIBRARY.length());
      // Alone it would be an ID.
      return IDENTIFIER.matcher(name).matches() ? repository : name;
    }
    // What Docker's registry calls a.b/c would be read back as a host's.
    boolean ambiguous = slash >= 0 && looksLikeHost(repository.substring(0, slash));
    return ambiguous ? registry + "/" + repository : repository;
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
