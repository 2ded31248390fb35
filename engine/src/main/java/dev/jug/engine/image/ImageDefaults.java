package dev.jug.engine.image;

import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.health.HealthCheck;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.image.catalog.Image;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortSpec;
import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Completes a request with what its image says, as Docker does: what was asked for wins, but
 * environment and labels are united, and an image's command belongs to its entry point.
 */
public final class ImageDefaults {
  private ImageDefaults() {}

  /** The request for a container of this very image. */
  public static ContainerRequest complete(ContainerRequest request, String name, Image image) {
    var config = image.config().defaults();
    return request.toBuilder(new Stored(name, image.descriptor().digest().toString()))
        .process(process(request.process(), config))
        .storage(storage(request.storage(), config))
        .labels(labels(config.labels(), request.labels()))
        .stopSignal(request.stopSignal() == null ? config.stopSignal() : request.stopSignal())
        .network(request.network().exposing(ports(config)))
        .health(HealthCheck.merge(request.health(), config.healthcheck()))
        .build();
  }

  private static List<ContainerPort> ports(ContainerConfig config) {
    return NetworkFailure.translated(() ->
        config.exposedPorts().keySet().stream()
            .flatMap(text -> PortSpec.exposed(text).stream())
            .sorted()
            .toList());
  }

  private static ProcessOptions process(ProcessOptions asked, ContainerConfig config) {
    boolean ownEntrypoint = asked.entrypoint() != null;
    boolean ownCommand = ownEntrypoint || !asked.command().isEmpty();
    return new ProcessOptions(
        ownEntrypoint ? asked.entrypoint() : config.entrypoint(),
        ownCommand ? asked.command() : config.cmd(),
        Stream.concat(config.env().stream(), asked.environment().stream()).toList(),
        asked.directory() == null ? unlessEmpty(config.workingDir()) : asked.directory(),
        asked.user() == null ? unlessEmpty(config.user()) : asked.user(),
        asked.terminal(),
        asked.stdin(),
        asked.stdinOnce(),
        asked.rows(),
        asked.columns());
  }

  /** What the image says gives way to whatever is mounted there. */
  private static StorageOptions storage(StorageOptions asked, ContainerConfig config) {
    var targets = asked.targets();
    var volumes = new ArrayList<>(asked.volumes());
    config.volumes().keySet().stream()
        .map(VolumeMount::at)
        .filter(volume -> !targets.contains(volume.target()))
        .forEach(volumes::add);
    return asked.withVolumes(volumes);
  }

  private static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static Map<String, String> labels(Map<String, String> image, Map<String, String> asked) {
    var labels = new LinkedHashMap<>(image);
    labels.putAll(asked);
    return labels;
  }
}
