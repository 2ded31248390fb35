package dev.jug.engine.request;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a container one of a pod sandbox. Doors that are not for pods do not show it.
 *
 * @param sandbox the sandbox's id
 * @param name what the container is called in its pod
 * @param attempt how often a container of that name was made there before
 * @param image what the kubelet calls its image
 * @param log file that its output goes to as well, in the kubelet's form; null for none
 * @param labels the kubelet's own, without the image's
 * @param annotations the kubelet's own
 */
public record PodMember(
    String sandbox,
    String name,
    long attempt,
    String image,
    @Nullable Path log,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public PodMember {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
