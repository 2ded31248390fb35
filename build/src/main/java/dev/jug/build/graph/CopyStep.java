package dev.jug.build.graph;

import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.oci.image.ContainerConfig;
import java.util.List;

/**
 * Files to take into the image.
 *
 * @param from where they are
 * @param sources patterns below the root of that, without a slash in front
 * @param files content that stands in the Dockerfile
 * @param destination absolute; a slash at its end says that it is a directory
 * @param flags expanded
 */
public record CopyStep(
    StepLabel label,
    ContainerConfig config,
    TreeSource from,
    List<String> sources,
    List<InlineFile> files,
    String destination,
    CopyFlags flags)
    implements Step {
  public CopyStep {
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }
}
