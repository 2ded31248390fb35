package dev.jug.engine.build;

import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all commands of one build have in common.
 *
 * @param resources limits of cgroups
 * @param ulimits limits of setrlimit(2)
 * @param mode the network of those that do not say
 * @param network names and addresses that they know
 * @param shmSize bytes of {@code /dev/shm}; null for the default
 */
public record BuildLimits(
    ResourceOptions resources,
    List<ResourceLimit> ulimits,
    NamespaceMode mode,
    NetworkOptions network,
    @Nullable Long shmSize) {
  public BuildLimits {
    ulimits = List.copyOf(ulimits);
  }
}
