package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import java.util.Objects;

/**
 * A container that one more process is to run in.
 *
 * @param id its id
 * @param pid its first process
 * @param spec what it was created from
 */
public record Target(String id, int pid, Spec spec) {
  /** The container's first process, as its spec has it. */
  public Process process() {
    return Objects.requireNonNull(spec.process());
  }
}
