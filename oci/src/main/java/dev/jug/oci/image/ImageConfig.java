package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image says about itself (config.md).
 *
 * @param created when it was made, as RFC 3339 has it
 * @param author by whom
 * @param architecture processor it runs on, as Go names them
 * @param os operating system it runs on
 * @param osVersion version of that, for Windows
 * @param osFeatures what that must have
 * @param variant of the processor
 * @param config how to run it
 * @param rootfs its layers
 * @param history how the layers came to be, the lowest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageConfig(
    @Nullable String created,
    @Nullable String author,
    String architecture,
    String os,
    @JsonProperty("os.version") @Nullable String osVersion,
    @JsonProperty("os.features") List<String> osFeatures,
    @Nullable String variant,
    @Nullable ContainerConfig config,
    Layers rootfs,
    List<History> history) {
  /**
   * The layers by their content.
   *
   * @param type always {@code layers}
   * @param diffIds digests of the uncompressed archives, the lowest first
   */
  public record Layers(String type, @JsonProperty("diff_ids") @JsonInclude List<Digest> diffIds) {
    public Layers {
      Check.that("layers".equals(type), "type", "\"" + type + "\" is not \"layers\"");
      diffIds = Check.list(diffIds, "diff_ids");
    }
  }

  public ImageConfig {
    Check.text(architecture, "architecture");
    Check.text(os, "os");
    Check.present(rootfs, "rootfs");
    osFeatures = Check.list(osFeatures, "os.features");
    history = Check.list(history, "history");
  }

  /** Where it runs. */
  public Platform platform() {
    return new Platform(architecture, os, osVersion, osFeatures, variant);
  }

  /** How to run it; everything empty if it does not say. */
  public ContainerConfig defaults() {
    return config == null ? ContainerConfig.NONE : config;
  }
}
