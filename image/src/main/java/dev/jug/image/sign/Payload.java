package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.InvalidImageException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is signed: that an image of this name is this manifest (containers-signature(5), "simple
 * signing", with cosign's type).
 *
 * @param identity the image's name, most often without a tag
 * @param manifest digest of its manifest or index
 */
public record Payload(String identity, Digest manifest) {
  /** Media type of the layer that holds it. */
  public static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String TYPE = "cosign container image signature";
  private static final int LARGEST = 1 << 16;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads one.
   *
   * @throws ImageException if it says something else
   */
  public static Payload parse(byte[] json) {
    if (json.length > LARGEST) {
      throw invalid("it has more than " + LARGEST + " bytes");
    }
    try {
      var critical = JSON.readTree(json).path("critical");
      if (!text(critical, "type").equals(TYPE)) {
        throw invalid("critical.type is not \"" + TYPE + "\"");
      }
      return new Payload(
          text(critical.path("identity"), "docker-reference"),
          Digest.parse(text(critical.path("image"), "docker-manifest-digest")));
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage());
    } catch (InvalidImageException e) {
      throw invalid(e.getMessage());
    }
  }

  private static String text(JsonNode object, String field) {
    var value = object.path(field);
    if (!value.isString()) {
      throw invalid(field + " is missing");
    }
    return value.asString();
  }

  private static ImageException invalid(String why) {
    return new ImageException(Kind.INVALID, "a signature's payload makes no sense: " + why);
  }

  /** Writes it as cosign does. */
  public byte[] write() {
    var root = JSON.createObjectNode();
    var critical = root.putObject("critical");
    critical.putObject("identity").put("docker-reference", identity);
    critical.putObject("image").put("docker-manifest-digest", manifest.toString());
    critical.put("type", TYPE);
    root.putNull("optional");
    return JSON.writeValueAsBytes(root);
  }
}
