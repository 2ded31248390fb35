package dev.jug.image.pull;

import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Lease;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.Chain;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.task.TaskGroup;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.linux.fs.DiskTrouble;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes whole images in. When it is done everything the image needs is in the store and unpacked;
 * the caller then gives it a name, before the lease ends. Thread-safe.
 *
 * @param store takes the documents and blobs
 * @param unpacker takes the layers
 * @param codec reads documents
 * @param layersAtATime how many layers of an image are fetched at once
 */
public record Puller(
    ContentStore store, LayerUnpacker unpacker, ImageCodec codec, IntSupplier layersAtATime) {
  /** More would not be faster: two keep two processors busy, one more waits for its network. */
  public static final int LAYERS_AT_A_TIME = 3;

  /**
   * Takes an image in.
   *
   * @param platform where it shall run; null for here, or wherever the only image runs
   * @param lease holds what is taken in
   * @return what the image's name shall stand for: a manifest or an index
   */
  public Descriptor pull(
      ImageSource source, @Nullable Platform platform, Lease lease, Progress progress)
      throws IOException {
    Preparation.begin(codec);
    var selection = Selection.of(source, codec, platform);
    lease.add(selection.digests());
    try {
      pullLayers(source, selection, progress);
    } catch (IOException | RuntimeException e) {
      dropPartial(selection.blobs(), e);
      throw e;
    }
    for (var document : List.of(selection.config(), selection.manifest(), selection.root())) {
      put(document);
    }
    return selection.root().descriptor();
  }

  /**
   * Takes one layer in that lies above others, and verifies it.
   *
   * @param layers the lowest first, which are in the store but for the last
   */
  public void pullTop(ImageSource source, List<MadeLayer> layers, Progress progress)
      throws IOException {
    var chains = MadeLayer.chain(layers).prefixes();
    int last = layers.size() - 1;
    var top = layers.get(last).blob();
    try {
      if (!unpacker.driver().independent()) {
        for (int i = 0; i < last; i++) {
          unpacker.unpackStored(layers.get(i).blob(), chains.get(i));
        }
      }
      new LayerPull(store, unpacker, progress).run(source, top, chains.get(last));
    } catch (IOException | RuntimeException e) {
      dropPartial(List.of(top), e);
      throw e;
    }
  }

  private void pullLayers(ImageSource source, Selection selection, Progress progress)
      throws IOException {
    var layers = new LayerPull(store, unpacker, progress);
    if (unpacker.driver().independent()) {
      sideBySide(source, selection, layers, progress);
    } else {
      oneByOne(source, selection, layers, progress);
    }
  }

  /** A broken connection is gone on with; of what is wrong, or has no room, nothing is of use. */
  private void dropPartial(List<Descriptor> blobs, Exception why) {
    boolean mayGoOn =
        !(why instanceof ImageException told && told.kind() != Kind.UNAVAILABLE)
            && DiskTrouble.of(why).isEmpty();
    if (mayGoOn) {
      return;
    }
    try {
      store.partial().remove(blobs.stream().map(Descriptor::digest).toList());
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private void put(Document document) throws IOException {
    store.put(document.descriptor().digest(), document.bytes());
  }

  /** The same layer may occur twice; it is taken in once. */
  private void sideBySide(
      ImageSource source, Selection selection, LayerPull layers, Progress progress)
      throws IOException {
    var seen = new HashSet<>();
    try (var group = new TaskGroup("layer", layersAtATime.getAsInt())) {
      for (int i = 0; i < selection.blobs().size(); i++) {
        var blob = selection.blobs().get(i);
        var chain = selection.chains().get(i);
        if (seen.add(chain.top())) {
          progress.update(blob.digest(), Phase.WAITING, 0, blob.size());
          group.add(() -> run(layers, source, blob, chain));
        }
      }
      group.await();
    }
  }

  private static Void run(LayerPull layers, ImageSource source, Descriptor blob, Chain chain)
      throws IOException {
    layers.run(source, blob, chain);
    return null;
  }

  /** Each layer needs those below it, so only their blobs can come side by side. */
  private void oneByOne(
      ImageSource source, Selection selection, LayerPull layers, Progress progress)
      throws IOException {
    try (var group = new TaskGroup("layer", layersAtATime.getAsInt())) {
      for (var blob : selection.blobs()) {
        progress.update(blob.digest(), Phase.WAITING, 0, blob.size());
        group.add(() -> {
          layers.fetchOnly(source, blob);
          return null;
        });
      }
      group.await();
    }
    for (int i = 0; i < selection.blobs().size(); i++) {
      layers.run(source, selection.blobs().get(i), selection.chains().get(i));
    }
  }
}
