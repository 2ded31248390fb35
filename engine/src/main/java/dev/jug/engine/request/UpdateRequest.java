package dev.jug.engine.request;

import dev.jug.network.port.PortBinding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a container that exists.
 *
 * @param resources limits; null and 0 leave what there is, but for {@code pidsLimit}, where 0
 *     removes the limit
 * @param rates rates and weights of block devices that are to be others; of a rate, 0 is no limit
 * @param restart whether it is started again when it has ended; null leaves what there is
 * @param published more ports of the host that lead to it
 * @param unpublished ports of the host that lead to it no more; connections that stand go on
 * @param traffic options of all its endpoints that are to be others
 * @param cgroupParent the cgroup that its own is to be in, where it moves if it runs; empty for the
 *     engine's, null leaves it where it is
 */
public record UpdateRequest(
    ResourceOptions resources,
    FixedLimits rates,
    @Nullable RestartPolicy restart,
    List<PortBinding> published,
    List<PortBinding> unpublished,
    Map<String, String> traffic,
    @Nullable String cgroupParent) {
  public UpdateRequest {
    published = List.copyOf(published);
    unpublished = List.copyOf(unpublished);
    traffic = Map.copyOf(traffic);
  }

  /** With the ports there are, as fast as it is. */
  public UpdateRequest(ResourceOptions resources, @Nullable RestartPolicy restart) {
    this(resources, FixedLimits.NONE, restart, List.of(), List.of(), Map.of(), null);
  }

  /** In another cgroup, and all else as it is. */
  public static UpdateRequest moving(String cgroupParent) {
    return new UpdateRequest(
        ResourceOptions.NONE, FixedLimits.NONE, null, List.of(), List.of(), Map.of(), cgroupParent);
  }
}
