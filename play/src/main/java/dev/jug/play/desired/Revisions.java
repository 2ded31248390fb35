package dev.jug.play.desired;

import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Resource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts versions: what is made from another version is made anew. */
final class Revisions {
  private Revisions() {}

  /**
   * The versions of a manifest's objects.
   *
   * @param before what the same file said; null if it was not there
   */
  static Map<String, Integer> of(Manifest manifest, @Nullable Application before) {
    var revisions = new HashMap<String, Integer>();
    for (var resource : manifest.resources()) {
      revisions.put(Application.key(resource), before == null ? 1 : next(resource, before));
    }
    return revisions;
  }

  private static int next(Resource resource, Application before) {
    var old = before.find(Application.key(resource));
    return old.map(other -> before.revision(other) + (isSame(resource, other) ? 0 : 1)).orElse(1);
  }

  /** Of a Deployment only pods are made, so only what they are made of counts. */
  private static boolean isSame(Resource one, Resource other) {
    if (one instanceof Deployment now && other instanceof Deployment then) {
      return now.template().equals(then.template());
    }
    return one.equals(other);
  }
}
