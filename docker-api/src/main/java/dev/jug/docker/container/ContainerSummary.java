package dev.jug.docker.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.MountView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container in a list: the schema {@code ContainerSummary}.
 *
 * @param names with Docker's leading slash
 * @param created seconds since 1970
 * @param sizeRw bytes it wrote; null unless asked for
 * @param sizeRootFs bytes of its image and of what it wrote; null unless asked for
 */
public record ContainerSummary(
    @JsonProperty("Id") String id,
    @JsonProperty("Names") List<String> names,
    @JsonProperty("Image") String image,
    @JsonProperty("ImageID") String imageId,
    @JsonProperty("Command") String command,
    @JsonProperty("Created") long created,
    @JsonProperty("Ports") List<ListedPort> ports,
    @JsonProperty("SizeRw") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long sizeRw,
    @JsonProperty("SizeRootFs") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long sizeRootFs,
    @JsonProperty("Labels") Map<String, String> labels,
    @JsonProperty("State") String state,
    @JsonProperty("Status") String status,
    @JsonProperty("HostConfig") Map<String, String> hostConfig,
    @JsonProperty("NetworkSettings") Map<String, Object> networkSettings,
    @JsonProperty("Mounts") List<MountView> mounts) {

  static ContainerSummary of(ContainerView view, String imageId, String status) {
    return new ContainerSummary(
        view.id(),
        List.of(view.name()),
        view.image(),
        imageId,
        Stream.concat(Stream.of(view.path()), view.args().stream())
            .collect(Collectors.joining(" ")),
        view.created().getEpochSecond(),
        ListedPort.of(view.networkSettings()),
        null,
        null,
        view.config().labels(),
        view.state().status().word(),
        status,
        Map.of("NetworkMode", view.hostConfig().networkMode()),
        Map.of("Networks", view.networkSettings().networks()),
        view.mounts());
  }

  /** The same with what it wrote, and what it and its image take together, in bytes. */
  ContainerSummary ofSize(long bytes, long all) {
    return new ContainerSummary(
        id,
        names,
        image,
        imageId,
        command,
        created,
        ports,
        bytes,
        all,
        labels,
        state,
        status,
        hostConfig,
        networkSettings,
        mounts);
  }
}
