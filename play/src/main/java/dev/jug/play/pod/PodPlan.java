package dev.jug.play.pod;

import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.PodSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * One pod that is to be.
 *
 * @param name its own
 * @param uid no other pod has it
 * @param owner of whom it is, as {@code Deployment/web}; a pod of its own is its own owner
 * @param revision which version of that
 * @param metadata its labels and annotations
 * @param spec what it is made of
 */
public record PodPlan(
    String name, String uid, String owner, int revision, Metadata metadata, PodSpec spec) {
  /** All pods are in it. */
  public static final String NAMESPACE = "default";

  private static final String PREFIX = "dev.jug.kube/";
  private static final String OWNER = PREFIX + "owner";
  private static final String REVISION = PREFIX + "revision";

  /** Whether a pod sandbox is one of ours. */
  public static boolean isOurs(PodSandbox sandbox) {
    return sandbox.request().annotations().containsKey(OWNER);
  }

  /** Of whom a pod sandbox of ours is. */
  public static String owner(PodSandbox sandbox) {
    return sandbox.request().annotations().getOrDefault(OWNER, "");
  }

  /** Which version it is of. */
  public static int revision(PodSandbox sandbox) {
    return Integer.parseInt(sandbox.request().annotations().getOrDefault(REVISION, "0"));
  }

  /** What a sandbox of ours says of itself. */
  public static Map<String, String> annotations(
      String owner, int revision, Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put(OWNER, owner);
    all.put(REVISION, Integer.toString(revision));
    return all;
  }
}
