package dev.jug.image.registry.endpoint;

/** Names of headers that registries speak with. */
final class Headers {
  static final String DIGEST = "Docker-Content-Digest";
  static final String CONTENT_TYPE = "Content-Type";
  static final String OCTETS = "application/octet-stream";

  private Headers() {}
}
