package dev.jug.oci.image;

import dev.jug.oci.json.StrictJson;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes the JSON form of images' documents. What is read is verified by its bytes
 * elsewhere and never written again: a record has not all that a document may say. Thread-safe.
 */
public final class ImageCodec {
  /** Registries need not accept larger ones (distribution-spec, "Pushing Manifests"). */
  public static final int LARGEST_MANIFEST = 4 << 20;

  private final Kind manifests = new Kind("manifest");
  private final Kind indexes = new Kind("index");
  private final Kind configs = new Kind("image config");

  /** One kind of document. */
  private record Kind(StrictJson json, JsonMapper mapper) {
    Kind(String name) {
      this(new StrictJson(name, LARGEST_MANIFEST, InvalidImageException::new));
    }

    Kind(StrictJson json) {
      this(
          json,
          json.builder(new SimpleModule("image"))
              .addHandler(new OneMeaning())
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .build());
    }

    <T> T read(byte[] text, Class<T> type) {
      return json.read(mapper.reader(), type, text, "");
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageManifest manifest(byte[] json) {
    return manifests.read(json, ImageManifest.class);
  }

  /**
   * Reads an index.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageIndex index(byte[] json) {
    return indexes.read(json, ImageIndex.class);
  }

  /**
   * Reads an image's configuration.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageConfig config(byte[] json) {
    return configs.read(json, ImageConfig.class);
  }

  /** Writes a manifest; the same one always gives the same bytes. */
  public byte[] write(ImageManifest manifest) {
    return manifests.mapper().writeValueAsBytes(manifest);
  }

  /** Writes an index; the same one always gives the same bytes. */
  public byte[] write(ImageIndex index) {
    return indexes.mapper().writeValueAsBytes(index);
  }

  /** Writes a configuration; the same one always gives the same bytes. */
  public byte[] write(ImageConfig config) {
    return configs.mapper().writeValueAsBytes(config);
  }
}
