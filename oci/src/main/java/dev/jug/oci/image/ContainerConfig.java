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

  /** The same with another user. */
  public ContainerConfig withUser(@Nullable String others) {
    return new ContainerConfig(
        others,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with other ports. */
  public ContainerConfig withExposedPorts(Map<String, Map<String, String>> others) {
    return new ContainerConfig(
        user,
        others,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with another environment. */
  public ContainerConfig withEnv(List<String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        others,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with another entry point. */
  public ContainerConfig withEntrypoint(List<String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        others,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with another command. */
  public ContainerConfig withCmd(List<String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        others,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with other volumes. */
  public ContainerConfig withVolumes(Map<String, Map<String, String>> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        others,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with another working directory. */
  public ContainerConfig withWorkingDir(@Nullable String others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        others,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with other labels. */
  public ContainerConfig withLabels(Map<String, String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        others,
        stopSignal,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with another stop signal. */
  public ContainerConfig withStopSignal(@Nullable String others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        others,
        healthcheck,
        onBuild,
        shell);
  }

  /** The same with other instructions for images made from it. */
  public ContainerConfig withOnBuild(List<String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        others,
        shell);
  }

  /** The same with another health check. */
  public ContainerConfig withHealthcheck(@Nullable Healthcheck others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        others,
        onBuild,
        shell);
  }

  /** The same with another shell. */
  public ContainerConfig withShell(List<String> others) {
    return new ContainerConfig(
        user,
        exposedPorts,
        env,
        entrypoint,
        cmd,
        volumes,
        workingDir,
        labels,
        stopSignal,
        healthcheck,
        onBuild,
        others);
  }
}
