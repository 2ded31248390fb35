package dev.jug.testkit.registry;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Blobs on their way in. */
public final class FakeUploads {
  private static final Pattern PATH = Pattern.compile("/v2/(.+)/blobs/uploads/([0-9]*)");
  private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");

  private final Map<String, byte[]> blobs;
  private final Map<String, ByteArrayOutputStream> open = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private volatile int chunk;

  FakeUploads(Map<String, byte[]> blobs) {
    this.blobs = blobs;
  }

  /**
   * Takes blobs only in chunks from now on.
   *
   * @param bytes the least that a chunk must have, but for the last
   */
  public void demandChunks(int bytes) {
    chunk = bytes;
  }

  /** Uploads that were begun and neither ended nor cancelled. */
  public Set<String> open() {
    return Set.copyOf(open.keySet());
  }

  Reply answer(Seen request, byte[] body) {
    var path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Reply.of(404);
    }
    var repository = path.group(1);
    var id = path.group(2);
    if (request.method().equals("POST")) {
      return begin(request, repository);
    }
    var upload = open.get(id);
    if (upload == null) {
      return Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    return switch (request.method()) {
      case "PATCH" -> append(request, repository, id, upload, body);
      case "PUT" -> finish(request, repository, id, upload, body);
      case "DELETE" -> Reply.of(open.remove(id) == null ? 404 : 204);
      default -> where(Reply.of(204), repository, id, upload.size());
    };
  }

  private Reply begin(Seen request, String repository) {
    var mount = request.field("mount");
    var from = request.field("from");
    var known =
        mount.isPresent() && from.isPresent()
            ? Optional.ofNullable(blobs.get(from.get() + "@" + mount.get()))
            : Optional.<byte[]>empty();
    if (known.isPresent()) {
      blobs.put(repository + "@" + mount.orElseThrow(), known.get());
      return Reply.of(201).with("Location", "/v2/" + repository + "/blobs/" + mount.orElseThrow());
    }
    var id = Integer.toString(last.incrementAndGet());
    open.put(id, new ByteArrayOutputStream());
    var reply = where(Reply.of(202), repository, id, 0);
    return chunk == 0 ? reply : reply.with("OCI-Chunk-Min-Length", Integer.toString(chunk));
  }

  private static Reply append(
      Seen request, String repository, String id, ByteArrayOutputStream upload, byte[] body) {
    var range = RANGE.matcher(request.header("Content-Range").orElse(""));
    if (range.matches() && Long.parseLong(range.group(1)) != upload.size()) {
      return where(Reply.of(416), repository, id, upload.size());
    }
    upload.writeBytes(body);
    return where(Reply.of(202), repository, id, upload.size());
  }

  private Reply finish(
      Seen request, String repository, String id, ByteArrayOutputStream upload, byte[] body) {
    if (chunk > 0 && body.length > 0) {
      return Reply.error(400, "SIZE_INVALID", "send it in chunks");
    }
    open.remove(id);
    upload.writeBytes(body);
    var bytes = upload.toByteArray();
    var digest = FakeContent.digest(bytes);
    if (!request.field("digest").equals(Optional.of(digest))) {
      return Reply.error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    blobs.put(repository + "@" + digest, bytes);
    return Reply.of(201).with("Docker-Content-Digest", digest);
  }

  private static Reply where(Reply reply, String repository, String id, int size) {
    return reply
        .with("Location", "/v2/" + repository + "/blobs/uploads/" + id + "?state=kept")
        .with("Range", "0-" + Math.max(0, size - 1));
  }
}
