package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a registry holds, and how it is asked for. Repositories share nothing but by mounting. */
public final class FakeContent implements Origin {
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, Reply> manifests = new ConcurrentHashMap<>();
  private final FakeUploads uploads = new FakeUploads(blobs);
  private final FakeReferrers referrers = new FakeReferrers();

  /** How blobs arrive. */
  public FakeUploads uploads() {
    return uploads;
  }

  /** What refers to what. */
  public FakeReferrers referrers() {
    return referrers;
  }

  /** Puts a blob there; gives its digest. */
  public String blob(String repository, byte[] bytes) {
    var digest = digest(bytes);
    blobs.put(repository + "@" + digest, bytes);
    return digest;
  }

  /** A blob that is there. */
  public Optional<byte[]> blob(String repository, String digest) {
    return Optional.ofNullable(blobs.get(repository + "@" + digest));
  }

  /** Puts a manifest there, under its digest and a tag; gives its digest. */
  public String manifest(String repository, String tag, String mediaType, String json) {
    return manifest(repository, tag, mediaType, json.getBytes(UTF_8));
  }

  private String manifest(String repository, String tag, String mediaType, byte[] bytes) {
    var digest = digest(bytes);
    var headers = Map.of("Content-Type", mediaType, "Docker-Content-Digest", digest);
    var reply = new Reply(200, headers, bytes);
    manifests.put(repository + "@" + digest, reply);
    manifests.put(repository + "@" + tag, reply);
    return digest;
  }

  /** The text of a manifest that is there. */
  public Optional<String> manifest(String repository, String reference) {
    return Optional.ofNullable(manifests.get(repository + "@" + reference))
        .map(reply -> new String(reply.body(), UTF_8));
  }

  static String digest(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Reply answer(Seen request, byte[] body) {
    var path = request.path();
    if (path.equals("/v2/")) {
      return Reply.json(200, "{}");
    }
    var blob = BLOB.matcher(path);
    if (blob.matches()) {
      return blob(request, blob);
    }
    var manifest = MANIFEST.matcher(path);
    if (manifest.matches()) {
      return manifest(request, body, manifest);
    }
    var tags = TAGS.matcher(path);
    if (tags.matches()) {
      return tags(request, tags.group(1));
    }
    return path.contains("/referrers/") ? referrers.answer(request) : uploads.answer(request, body);
  }

  private Reply blob(Seen request, Matcher path) {
    var bytes = blobs.get(path.group(1) + "@" + path.group(2));
    if (bytes == null) {
      return Reply.error(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }
    var whole =
        new Reply(
            200,
            Map.of(
                "Content-Type", "application/octet-stream", "Docker-Content-Digest", path.group(2)),
            bytes);
    var range = RANGE.matcher(request.header("Range").orElse(""));
    if (!range.matches()) {
      return whole;
    }
    int from = Integer.parseInt(range.group(1));
    return from >= bytes.length
        ? Reply.of(416)
        : new Reply(206, Map.of(), Arrays.copyOfRange(bytes, from, bytes.length))
            .with(
                "Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
  }

  private Reply manifest(Seen request, byte[] body, Matcher path) {
    var repository = path.group(1);
    var key = repository + "@" + path.group(2);
    return switch (request.method()) {
      case "PUT" -> {
        var type = request.header("Content-Type").orElse("");
        var digest = manifest(repository, path.group(2), type, body);
        yield referrers.added(digest, type, body).with("Docker-Content-Digest", digest);
      }
      case "DELETE" -> Reply.of(manifests.remove(key) == null ? 404 : 202);
      default ->
          Optional.ofNullable(manifests.get(key))
              .orElseGet(() -> Reply.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));
    };
  }

  /** Two at a time at most, so that there is something to follow. */
  private Reply tags(Seen request, String repository) {
    var last = request.field("last").orElse("");
    var all = new TreeMap<String, Reply>();
    manifests.forEach((key, reply) -> {
      var name = key.substring(key.indexOf('@') + 1);
      if (key.startsWith(repository + "@") && !name.contains(":")) {
        all.put(name, reply);
      }
    });
    if (all.isEmpty()) {
      return Reply.error(404, "NAME_UNKNOWN", "repository name not known to registry");
    }
    List<String> rest = all.tailMap(last, false).keySet().stream().toList();
    var page = rest.subList(0, Math.min(2, rest.size()));
    var reply =
        Reply.json(
            200,
            "{\"name\":\"%s\",\"tags\":[%s]}"
                .formatted(
                    repository,
                    String.join(",", page.stream().map(tag -> '"' + tag + '"').toList())));
    return page.size() == rest.size()
        ? reply
        : reply.with(
            "Link",
            "</v2/%s/tags/list?n=2&last=%s>; rel=\"next\"".formatted(repository, page.getLast()));
  }
}
