package dev.jug.play.desired;

import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.model.Resource;
import java.util.Map;
import java.util.Optional;

/**
 * A file that was played.
 *
 * @param name what it is called
 * @param manifest what is in it
 * @param revisions how often a Pod, a Deployment's template or a Service has been another one, by
 *     what {@link #key} says
 */
public record Application(String name, Manifest manifest, Map<String, Integer> revisions) {
  public Application {
    revisions = Map.copyOf(revisions);
  }

  /** As {@code Deployment/web}. */
  public static String key(Resource resource) {
    return resource.getClass().getSimpleName() + "/" + resource.metadata().name();
  }

  /** Which version of an object this is, from 1 on. */
  public int revision(Resource resource) {
    return revisions.getOrDefault(key(resource), 1);
  }

  /** The object of this key. */
  public Optional<Resource> find(String key) {
    return manifest.resources().stream().filter(one -> key(one).equals(key)).findAny();
  }
}
