package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.Map;

/**
 * What is known of a container from outside (runtime.md, "State"); hooks and seccomp agents read
 * it.
 *
 * @param ociVersion version of the specification this document follows
 * @param id the container's name, unique on this machine
 * @param status how far it is
 * @param pid its first process as the host sees it; 0 if there is none
 * @param bundle absolute path of its bundle
 * @param annotations those of its spec
 */
public record State(
    String ociVersion,
    String id,
    Status status,
    int pid,
    String bundle,
    Map<String, String> annotations) {
  public State {
    annotations = Absent.empty(annotations);
  }
}
