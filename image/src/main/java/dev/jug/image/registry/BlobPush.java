package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.ContentHead;
import dev.jug.image.registry.endpoint.Upload;
import dev.jug.image.registry.endpoint.UploadCancel;
import dev.jug.image.registry.endpoint.UploadChunk;
import dev.jug.image.registry.endpoint.UploadFinish;
import dev.jug.image.registry.endpoint.UploadStart;
import dev.jug.image.registry.endpoint.UploadStatus;
import dev.jug.image.registry.http.Payload;
import dev.jug.image.registry.http.Timing;
import dev.jug.image.transfer.ImageTarget.Content;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends one blob: in one request, or in chunks where the registry demands that. What broke begins
 * anew, a chunk goes on where the registry says it is. An upload that does not succeed is
 * cancelled.
 */
final class BlobPush {
  private static final long USUAL_CHUNK = 8 << 20;

  private final RegistryCaller caller;
  private final Timing timing;
  private final Reference image;
  private final Descriptor blob;
  private final Content content;
  private boolean chunked;

  BlobPush(
      RegistryCaller caller, Timing timing, Reference image, Descriptor blob, Content content) {
    this.caller = caller;
    this.timing = timing;
    this.image = image;
    this.blob = blob;
    this.content = content;
  }

  /**
   * Sends it.
   *
   * @param begun an upload that waits for it
   * @throws IOException if the content cannot be read
   */
  void run(Optional<Upload> begun) throws IOException {
    var next = begun;
    for (int attempt = 1; ; attempt++) {
      var upload = next.isPresent() ? next.get() : caller.call(new UploadStart(image));
      next = Optional.empty();
      boolean stored = false;
      try {
        stored = send(upload);
        if (stored) {
          return;
        }
      } catch (ImageException e) {
        if (attempt >= timing.attempts() || !mayPass(e)) {
          throw e;
        }
      } finally {
        if (!stored) {
          cancel(caller, image, upload);
        }
      }
      timing.sleep(timing.pause(attempt, Optional.empty()));
      if (caller.call(new ContentHead(image, blob))) {
        return;
      }
    }
  }

  /** An upload that a registry lost is as good as a broken connection. */
  private static boolean mayPass(ImageException e) {
    return switch (e.kind()) {
      case UNAVAILABLE, NOT_FOUND, CONFLICT -> true;
      case DENIED, INVALID, CORRUPT, REFUSED, FAILED -> false;
    };
  }

  /** Best effort: the upload is of no use, and its failure is known. */
  static void cancel(RegistryCaller caller, Reference image, Upload upload) {
    try {
      caller.call(new UploadCancel(image, upload));
    } catch (ImageException | IOException _) {
      // registries clean up
    }
  }

  private boolean send(Upload upload) throws IOException {
    chunked |= upload.leastChunk() > 0;
    if (chunked && blob.size() > 0) {
      return finish(chunks(upload), Payload.NONE);
    }
    chunked = !finish(upload, new SlicePayload(content, 0, blob.size()));
    return !chunked;
  }

  private boolean finish(Upload upload, Payload payload) throws IOException {
    return caller.call(new UploadFinish(image, upload, blob.digest(), payload));
  }

  private Upload chunks(Upload begun) throws IOException {
    var upload = begun;
    int failures = 0;
    while (upload.received() < blob.size()) {
      long before = upload.received();
      upload = chunk(upload);
      failures = upload.received() > before ? 0 : failures + 1;
      if (failures == timing.attempts()) {
        throw new ImageException(
            ImageException.Kind.UNAVAILABLE,
            "sending blob %s to %s failed: the registry stays at byte %d"
                .formatted(blob.digest(), image.familiarName(), before),
            "try again later");
      }
    }
    return upload;
  }

  private Upload chunk(Upload upload) throws IOException {
    long length =
        Math.min(Math.max(upload.leastChunk(), USUAL_CHUNK), blob.size() - upload.received());
    var payload = new SlicePayload(content, upload.received(), length);
    try {
      return caller.call(new UploadChunk(image, upload, payload));
    } catch (ImageException e) {
      if (!mayPass(e)) {
        throw e;
      }
      return caller.call(new UploadStatus(image, upload));
    }
  }
}
