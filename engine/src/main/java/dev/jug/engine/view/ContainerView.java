package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is now, in the shape of {@code docker inspect}.
 *
 * @param id 64 hexadecimal digits
 * @param created when it was made
 * @param path the program
 * @param args its arguments
 * @param state how it is
 * @param image what its root file system is
 * @param name with Docker's leading slash
 * @param hostnamePath file behind /etc/hostname, null if it has none
 * @param hostsPath file behind /etc/hosts, null if it has none
 * @param resolvConfPath file behind /etc/resolv.conf, null if it has none
 * @param logPath file that keeps its output, null if it is not kept
 * @param restartCount how often its restart policy started it again
 * @param driver how its root file system is made: {@code overlay} or {@code directory}
 * @param security what the kernel's security modules know it by
 * @param mounts what is mounted into it from the host
 * @param config what runs
 * @param hostConfig how it runs
 * @param networkSettings the networks it is on
 */
public record ContainerView(
    @JsonProperty("Id") String id,
    @JsonProperty("Created") Instant created,
    @JsonProperty("Path") String path,
    @JsonProperty("Args") List<String> args,
    @JsonProperty("State") StateView state,
    @JsonProperty("Image") String image,
    @JsonProperty("Name") String name,
    @JsonProperty("HostnamePath") @Nullable String hostnamePath,
    @JsonProperty("HostsPath") @Nullable String hostsPath,
    @JsonProperty("ResolvConfPath") @Nullable String resolvConfPath,
    @JsonProperty("LogPath") @Nullable String logPath,
    @JsonProperty("RestartCount") int restartCount,
    @JsonProperty("Driver") String driver,
    @JsonUnwrapped SecurityView security,
    @JsonProperty("Mounts") List<MountView> mounts,
    @JsonProperty("Config") ConfigView config,
    @JsonProperty("HostConfig") HostConfigView hostConfig,
    @JsonProperty("NetworkSettings") NetworkSettingsView networkSettings) {
  /** The same, but with another word for its image, such as the id. */
  public ContainerView withImage(String other) {
    return new ContainerView(
        id,
        created,
        path,
        args,
        state,
        other,
        name,
        hostnamePath,
        hostsPath,
        resolvConfPath,
        logPath,
        restartCount,
        driver,
        security,
        mounts,
        config,
        hostConfig,
        networkSettings);
  }

  /** The view as one indented JSON object. */
  public String json() {
    return ViewJson.write(this);
  }

  /** Several views, as one indented JSON array. */
  public static String json(List<?> views) {
    return ViewJson.write(views);
  }
}
