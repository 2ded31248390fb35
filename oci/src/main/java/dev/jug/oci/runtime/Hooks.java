package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;

/**
 * Programs to run during a container's life (config.md, "POSIX-platform Hooks"). Those before the
 * start, and those right after it, must succeed; a failure of the last is only reported.
 *
 * @param prestart deprecated, run just before {@code createRuntime}, in the same way
 * @param createRuntime in the runtime's namespaces, once the container's own are made and before
 *     the root is pivoted
 * @param createContainer in the container's namespaces, with the host's tree still in sight
 * @param startContainer in the container, between start and the user's program
 * @param poststart in the runtime's namespaces, after the program was executed
 * @param poststop in the runtime's namespaces, after the container was deleted
 */
public record Hooks(
    List<Hook> prestart,
    List<Hook> createRuntime,
    List<Hook> createContainer,
    List<Hook> startContainer,
    List<Hook> poststart,
    List<Hook> poststop) {
  /** No hook at all. */
  public static final Hooks NONE =
      new Hooks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Hooks {
    prestart = Absent.empty(prestart);
    createRuntime = Absent.empty(createRuntime);
    createContainer = Absent.empty(createContainer);
    startContainer = Absent.empty(startContainer);
    poststart = Absent.empty(poststart);
    poststop = Absent.empty(poststop);
  }
}
