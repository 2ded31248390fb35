package dev.jug.image.archive;

import com.github.luben.zstd.Zstd;
import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A small image in memory, with one layer for each compression it is asked for. */
public final class SampleImage implements ImageSource {
  private final Map<Digest, byte[]> blobs = new HashMap<>();
  private final Document root;

  private SampleImage(Document root) {
    this.root = root;
  }

  /** An image for this machine's system, whose content depends on the arguments alone. */
  public static SampleImage of(String text, LayerCompression... compressions) throws IOException {
    var codec = new ImageCodec();
    List<Descriptor> layers = new ArrayList<>();
    List<Digest> diffIds = new ArrayList<>();
    Map<Digest, byte[]> blobs = new HashMap<>();
    for (var compression : compressions) {
      var tar = tar("file-" + compression, text.repeat(1000));
      var packed = pack(tar, compression);
      var layer = Descriptor.of(compression.mediaType(), packed);
      diffIds.add(Digest.of(tar));
      layers.add(layer);
      blobs.put(layer.digest(), packed);
    }
    var json = codec.write(config(diffIds));
    var config = Descriptor.of(MediaTypes.OCI_CONFIG, json);
    blobs.put(config.digest(), json);
    var manifest = codec.write(ImageManifest.of(config, layers));
    var image = new SampleImage(Document.of(MediaTypes.OCI_MANIFEST, manifest));
    image.blobs.putAll(blobs);
    return image;
  }

  /** The same images for several platforms. */
  public static SampleImage index(SampleImage... images) {
    List<Descriptor> manifests = new ArrayList<>();
    for (int i = 0; i < images.length; i++) {
      var where = new Platform("arm", "linux", "v" + (5 + i));
      manifests.add(images[i].root.descriptor().on(where));
    }
    var json = new ImageCodec().write(ImageIndex.of(manifests));
    var index = new SampleImage(Document.of(MediaTypes.OCI_INDEX, json));
    for (var image : images) {
      index.blobs.putAll(image.blobs);
      index.blobs.put(image.root.descriptor().digest(), image.root.bytes());
    }
    return index;
  }

  /** A tar archive with one file. */
  public static byte[] tar(String name, String text) throws IOException {
    var out = new ByteArrayOutputStream();
    new ArchiveOutput.ToStream(out, "memory")
        .write(tar -> tar.file(name, text.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  static byte[] pack(byte[] content, LayerCompression compression) throws IOException {
    return switch (compression) {
      case NONE -> content;
      case ZSTD -> Zstd.compress(content);
      case GZIP -> {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
          gzip.write(content);
        }
        yield out.toByteArray();
      }
    };
  }

  private static ImageConfig config(List<Digest> diffIds) {
    var layers = new ImageConfig.Layers("layers", diffIds);
    return new ImageConfig(
        "2026-01-01T00:00:00Z",
        null,
        Platform.host().architecture(),
        "linux",
        null,
        List.of(),
        null,
        ContainerConfig.NONE,
        layers,
        List.of());
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public Document root() {
    return root;
  }

  @Override
  public Document document(Descriptor descriptor) {
    return new Document(descriptor, bytes(descriptor));
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) {
    var bytes = bytes(descriptor);
    return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
  }

  private byte[] bytes(Descriptor descriptor) {
    var bytes = blobs.get(descriptor.digest());
    if (bytes == null) {
      throw new ImageException(
          ImageException.Kind.NOT_FOUND, "sample has no " + descriptor.digest());
    }
    return bytes;
  }

  @Override
  public void close() {}
}
