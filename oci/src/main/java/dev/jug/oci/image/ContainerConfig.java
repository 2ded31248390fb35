package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run an image where nobody says otherwise (config.md, "config"; Docker's additions).
 *
 * @param user name or id, with {@code :group} if wanted; null or empty for root
 * @param exposedPorts what it listens on, such as {@code 80/tcp}; the values are empty
 * @param env {@code NAME=value}
 * @param entrypoint what the command's words are appended to
 * @param cmd the command, or arguments of the entry point
 * @param volumes directories that hold data; the values are empty
 * @param workingDir where it starts; null or empty for the root
 * @param labels free text by key
 * @param stopSignal what ends it; null for SIGTERM
 * @param healthcheck how to see that it works; Docker's
 * @param onBuild instructions for images made from it; Docker's
 * @param shell for commands in shell form; Docker's
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerConfig(
    @JsonProperty("User") @Nullable String user,
    @JsonProperty("ExposedPorts") Map<String, Map<String, String>> exposedPorts,
    @JsonProperty("Env") List<String> env,
    @JsonProperty("Entrypoint") List<String> entrypoint,
    @JsonProperty("Cmd") List<String> cmd,
    @JsonProperty("Volumes") Map<String, Map<String, String>> volumes,
    @JsonProperty("WorkingDir") @Nullable String workingDir,
    @JsonProperty("Labels") Map<String, String> labels,
    @JsonProperty("StopSignal") @Nullable String stopSignal,
    @JsonProperty("Healthcheck") @Nullable Healthcheck healthcheck,
    @JsonProperty("OnBuild") List<String> onBuild,
    @JsonProperty("Shell") List<String> shell) {
  /** Nothing said. */
  public static final ContainerConfig NONE =
      new ContainerConfig(
          null, Map.of(), List.of(), List.of(), List.of(), Map.of(), null, Map.of(), null, null,
          List.of(), List.of());

  public ContainerConfig {
    exposedPorts = Check.map(exposedPorts, "ExposedPorts");
    env = Check.list(env, "Env");
    entrypoint = Check.list(entrypoint, "Entrypoint");
    cmd = Check.list(cmd, "Cmd");
    volumes = Check.map(volumes, "Volumes");
    labels = Check.map(labels, "Labels");
    onBuild = Check.list(onBuild, "OnBuild");
    shell = Check.list(shell, "Shell");
  }
}
