package dev.jug.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.oci.json.StrictJson;
import java.util.List;
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

  private static final byte[] SMALLEST_CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\"}}"
          .getBytes(UTF_8);

  private final StrictJson manifests = rules("manifest");
  private final StrictJson indexes = rules("index");
  private final StrictJson configs = rules("image config");

  /** One for all: they have parts in common, and what Jackson finds out about a type it keeps. */
  private final JsonMapper mapper =
      manifests
          .builder(new SimpleModule("image"))
          .addHandler(new OneMeaning())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static StrictJson rules(String document) {
    return new StrictJson(document, LARGEST_MANIFEST, InvalidImageException::new);
  }

  private <T> T read(StrictJson rules, byte[] json, Class<T> type) {
    return rules.read(mapper.reader(), type, json, "");
  }

  /**
   * Finds out how documents are read, which takes longer than to read one: for who has to wait for
   * them anyway.
   */
  public void prepare() {
    var layer = new Descriptor(MediaTypes.OCI_LAYER, Digest.of(new byte[0]), 0);
    manifest(write(ImageManifest.of(layer, List.of(layer))));
    config(SMALLEST_CONFIG);
  }

  /**
   * Reads a manifest.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageManifest manifest(byte[] json) {
    return read(manifests, json, ImageManifest.class);
  }

  /**
   * Reads an index.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageIndex index(byte[] json) {
    return read(indexes, json, ImageIndex.class);
  }

  /**
   * Reads an image's configuration.
   *
   * @throws InvalidImageException if the text is none
   */
  public ImageConfig config(byte[] json) {
    return read(configs, json, ImageConfig.class);
  }

  /** Writes a manifest; the same one always gives the same bytes. */
  public byte[] write(ImageManifest manifest) {
    return mapper.writeValueAsBytes(manifest);
  }

  /** Writes an index; the same one always gives the same bytes. */
  public byte[] write(ImageIndex index) {
    return mapper.writeValueAsBytes(index);
  }

  /** Writes a configuration; the same one always gives the same bytes. */
  public byte[] write(ImageConfig config) {
    return mapper.writeValueAsBytes(config);
  }
}
