package dev.jug.cli.reference;

import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.resource.ResourceView;
import dev.jug.engine.volume.Volume;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Names of what an engine has, for shells. */
public record KnownNames(Engine engine) {
  /**
   * Those of a kind, such as {@code containers}; none if there is no such kind.
   *
   * @throws IOException if the disk fails
   */
  public List<String> of(String kind) throws IOException {
    var names =
        switch (kind) {
          case "containers" -> engine.containers().stream().map(Container::name);
          case "running" -> running(true);
          case "stopped" -> running(false);
          case "images" ->
              engine.images().entries().stream()
                  .flatMap(entry -> entry.name().stream())
                  .map(Reference::familiar);
          case "networks" ->
              engine.networks().all().stream().map(network -> network.record().name());
          case "volumes" ->
              engine.volumes().list(new VolumeFilter(Map.of())).stream().map(Volume::name);
          case "resources" -> engine.resources().list().stream().map(ResourceView::name);
          default -> Stream.<String>empty();
        };
    return names.sorted().distinct().toList();
  }

  private Stream<String> running(boolean wanted) {
    return engine.containers().stream()
        .filter(container -> container.status().isRunning() == wanted)
        .map(Container::name);
  }
}
