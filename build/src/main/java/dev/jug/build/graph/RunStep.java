package dev.jug.build.graph;

import dev.jug.build.dockerfile.NetworkMode;
import dev.jug.build.dockerfile.SecurityMode;
import dev.jug.oci.image.ContainerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command to execute.
 *
 * @param argv the shell's words included
 * @param env {@code NAME=value}: the image's, and the build's arguments
 * @param proxies more of {@code NAME=value} that the result does not depend on
 * @param cwd absolute; made if it is not there
 * @param user name or id with an optional group; null for root
 * @param mounts in order
 * @param scripts files that are there while it runs, and not in the image
 */
public record RunStep(
    StepLabel label,
    ContainerConfig config,
    List<String> argv,
    List<String> env,
    List<String> proxies,
    String cwd,
    @Nullable String user,
    List<StepMount> mounts,
    List<InlineFile> scripts,
    NetworkMode network,
    SecurityMode security)
    implements Step {
  public RunStep {
    argv = List.copyOf(argv);
    env = List.copyOf(env);
    proxies = List.copyOf(proxies);
    mounts = List.copyOf(mounts);
    scripts = List.copyOf(scripts);
  }
}
