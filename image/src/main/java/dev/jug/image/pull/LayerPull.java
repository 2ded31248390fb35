package dev.jug.image.pull;

import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Ingest;
import dev.jug.image.layer.Chain;
import dev.jug.image.task.TaskGroup;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Descriptor;
import java.io.IOException;

/**
 * Takes one layer in: stores its blob, and unpacks it meanwhile.
 *
 * @param store takes the blob
 * @param unpacker unpacks it
 * @param progress hears how far it is
 */
record LayerPull(ContentStore store, LayerUnpacker unpacker, Progress progress) {

  /**
   * Fetches a layer that is not there, and unpacks it.
   *
   * @param blob the packed layer
   * @param chain the layer on top of those below it
   */
  void run(ImageSource source, Descriptor blob, Chain chain) throws IOException {
    if (store.has(blob.digest())) {
      unpackStored(blob, chain);
      return;
    }
    try (var ingest = store.ingest(blob)) {
      if (store.has(blob.digest())) {
        unpackStored(blob, chain);
      } else {
        fetch(source, blob, chain, ingest);
      }
    }
    progress.update(blob.digest(), Phase.DONE, blob.size(), blob.size());
  }

  /** Fetches a layer for later: those below it are not there yet. */
  void fetchOnly(ImageSource source, Descriptor blob) throws IOException {
    try (var ingest = store.ingest(blob)) {
      if (!store.has(blob.digest())) {
        try (var arriving = new ArrivingBlob(source, blob, ingest, progress)) {
          arriving.drain();
        }
        ingest.commit();
      }
    }
  }

  private void unpackStored(Descriptor blob, Chain chain) throws IOException {
    if (unpacker.driver().has(chain)) {
      progress.update(blob.digest(), Phase.EXISTS, blob.size(), blob.size());
      return;
    }
    progress.update(blob.digest(), Phase.UNPACKING, 0, blob.size());
    unpacker.unpackStored(blob, chain);
  }

  private void fetch(ImageSource source, Descriptor blob, Chain chain, Ingest ingest)
      throws IOException {
    try (var arriving = new ArrivingBlob(source, blob, ingest, progress)) {
      if (unpacker.driver().has(chain)) {
        arriving.drain();
        ingest.commit();
        return;
      }
      var handover = new Handover();
      try (var unpacking = new TaskGroup("unpack " + blob.digest().shortened(), 1)) {
        unpacking.add(() -> unpack(blob, chain, handover));
        store(arriving, ingest, handover);
        progress.update(blob.digest(), Phase.UNPACKING, blob.size(), blob.size());
        unpacking.await();
      }
    }
  }

  /** What the blob is comes before what is in it: a damaged blob is reported as such. */
  private static void store(ArrivingBlob arriving, Ingest ingest, Handover handover)
      throws IOException {
    handover.write(() -> handover.transfer(arriving));
    arriving.drain();
    ingest.commit();
  }

  private Void unpack(Descriptor blob, Chain chain, Handover handover) throws IOException {
    try (var packed = handover.reader()) {
      unpacker.unpack(blob, chain, packed);
    }
    return null;
  }
}
