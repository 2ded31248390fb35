package dev.jug.image.archive;

import dev.jug.image.compress.Decompressor;
import dev.jug.image.content.Computation;
import dev.jug.image.content.StoreDisk;
import dev.jug.image.transfer.ImageTarget.Content;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import dev.jug.oci.image.LayerCompression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Layers of images on their way into an archive, unpacked and by diffID; and configurations. */
final class StagedLayers {
  private final BlobFolder blobs;
  private final StoreDisk disk;
  private final Map<Digest, Digest> diffIds = new ConcurrentHashMap<>();

  StagedLayers(Path folder) {
    disk = new StoreDisk(folder.toString());
    blobs = new BlobFolder(folder, digest -> Path.of(digest.hex()), Survives.PROCESS);
  }

  Path file(Digest unpacked) {
    return blobs.file(unpacked);
  }

  /** The diffID of a layer that is here; a configuration's own digest. */
  Optional<Digest> unpacked(Descriptor descriptor) {
    return Optional.ofNullable(diffIds.get(descriptor.digest()));
  }

  void put(Descriptor descriptor, LayerCompression packing, Content content) throws IOException {
    disk.change(() -> stage(descriptor, packing, content));
  }

  private void stage(Descriptor descriptor, LayerCompression packing, Content content)
      throws IOException {
    if (packing == LayerCompression.NONE) {
      blobs.put(descriptor, content);
      diffIds.put(descriptor.digest(), descriptor.digest());
      return;
    }
    var computation = Computation.start(DigestAlgorithm.SHA256);
    var diffId =
        blobs.write(out -> {
          unpack(descriptor, packing, content, new DigestOutputStream(out, computation));
          return Digest.finish(DigestAlgorithm.SHA256, computation);
        });
    diffIds.put(descriptor.digest(), diffId);
  }

  private static void unpack(
      Descriptor descriptor, LayerCompression packing, Content content, OutputStream out)
      throws IOException {
    var name = "layer " + descriptor.digest();
    var computation = Computation.start(descriptor.digest().algorithm());
    try (var raw = content.open();
        var counted = new Counted(new DigestInputStream(raw, computation));
        var in = Decompressor.DEFAULT.open(packing, counted, name)) {
      in.transferTo(out);
      counted.transferTo(OutputStream.nullOutputStream());
      var digest = Digest.finish(descriptor.digest().algorithm(), computation);
      BlobFolder.check(descriptor, counted.count, digest);
    }
  }

  /** Knows how many bytes came by. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = in.read(bytes, offset, length);
      count += Math.max(0, got);
      return got;
    }

    @Override
    public long skip(long wanted) {
      return 0;
    }
  }
}
