package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoWriter;
import dev.jug.oci.image.Platform;
import java.util.Map;

/**
 * The one that builds: this engine.
 *
 * @param version of Jug
 */
public record Worker(String version) {
  /** By this label clients know a Docker whose images have manifests, and what goes with that. */
  private static final String SNAPSHOTTER = "org.mobyproject.buildkit.worker.snapshotter";

  /** As a message. */
  public void write(ProtoWriter out) {
    var host = Platform.host();
    out.text(1, "jug");
    out.texts(2, Map.of(SNAPSHOTTER, "jug"));
    out.message(
        3,
        platform -> {
          platform.text(1, host.architecture()).text(2, host.os());
          var variant = host.variant();
          platform.text(3, variant == null ? "" : variant);
        });
    out.message(5, this::version);
  }

  /** What it is, and how new. */
  public void version(ProtoWriter out) {
    out.text(1, "jug").text(2, version);
  }
}
