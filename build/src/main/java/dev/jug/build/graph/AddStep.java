package dev.jug.build.graph;

import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.oci.image.ContainerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files, archives and what lies at addresses to take into the image.
 *
 * @param sources in order
 * @param files content that stands in the Dockerfile
 * @param destination absolute; a slash at its end says that it is a directory
 * @param checksum what the one remote source must have, such as {@code sha256:…}; null for anything
 * @param keepGitDir whether {@code .git} of a repository comes along
 * @param unpack whether archives are unpacked; null for local ones only
 * @param flags expanded
 */
public record AddStep(
    StepLabel label,
    ContainerConfig config,
    List<AddSource> sources,
    List<InlineFile> files,
    String destination,
    @Nullable String checksum,
    boolean keepGitDir,
    @Nullable Boolean unpack,
    CopyFlags flags)
    implements Step {
  public AddStep {
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }
}
