package dev.jug.image.push;

import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.task.TaskGroup;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives an image away: first what is named, then what names it, so that nobody ever sees a name
 * without what it stands for. Thread-safe.
 *
 * @param store has the image
 * @param reader reads its documents
 */
public record Pusher(ContentStore store, ImageReader reader) {
  private static final int LAYERS_AT_A_TIME = 3;

  /**
   * Sends what a name stands for: an index if all its images are here, else one image.
   *
   * @param root a manifest or an index in the store
   * @param platform which image of an index; null for the index, or for the one that runs here
   * @return what was sent
   */
  public Descriptor push(
      Descriptor root, @Nullable Platform platform, ImageTarget target, Progress progress)
      throws IOException {
    boolean isIndex = MediaTypes.isIndex(root.mediaType());
    var sent =
        plain(isIndex && !(platform == null && isComplete(root)) ? one(root, platform) : root);
    if (MediaTypes.isIndex(sent.mediaType())) {
      for (var manifest : reader.index(sent).manifests()) {
        sendParts(manifest, target, progress);
        target.put(document(manifest));
      }
    } else {
      sendParts(sent, target, progress);
    }
    target.finish(document(sent));
    return sent;
  }

  private Descriptor one(Descriptor index, @Nullable Platform platform) throws IOException {
    return reader.image(index, platform == null ? Platform.host() : platform).descriptor();
  }

  /** Without what only this store says about it. */
  private static Descriptor plain(Descriptor descriptor) {
    return new Descriptor(descriptor.mediaType(), descriptor.digest(), descriptor.size());
  }

  private boolean isComplete(Descriptor index) throws IOException {
    return reader.index(index).manifests().stream().allMatch(m -> store.has(m.digest()));
  }

  private void sendParts(Descriptor manifest, ImageTarget target, Progress progress)
      throws IOException {
    var parts = reader.manifest(manifest);
    sendLayers(parts, target, progress);
    send(parts.config(), target, progress);
  }

  private void sendLayers(ImageManifest manifest, ImageTarget target, Progress progress)
      throws IOException {
    try (var group = new TaskGroup("push", LAYERS_AT_A_TIME)) {
      for (var layer : manifest.layers().stream().distinct().toList()) {
        progress.update(layer.digest(), Phase.WAITING, 0, layer.size());
        group.add(() -> {
          send(layer, target, progress);
          return null;
        });
      }
      group.await();
    }
  }

  private void send(Descriptor blob, ImageTarget target, Progress progress) throws IOException {
    if (target.has(blob)) {
      progress.update(blob.digest(), Phase.EXISTS, blob.size(), blob.size());
      return;
    }
    if (!store.has(blob.digest())) {
      throw new ImageException(
          Kind.NOT_FOUND,
          "layer " + blob.digest() + " is not in the store and cannot be sent",
          "Pull the image again.");
    }
    target.put(blob, () -> new TellingStream(store.open(blob.digest()), blob, progress));
    progress.update(blob.digest(), Phase.DONE, blob.size(), blob.size());
  }

  private Document document(Descriptor descriptor) throws IOException {
    return new Document(
        plain(descriptor), store.read(descriptor.digest(), ImageCodec.LARGEST_MANIFEST));
  }
}
