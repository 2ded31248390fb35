package dev.jug.runtime;

import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import java.nio.file.Path;

/**
 * One more process to run inside a running container.
 *
 * @param container process id of the container's first process
 * @param containerId the id it was launched with
 * @param home the state directory it was launched with
 * @param spec the spec it was launched with: which namespaces, which cgroup, which filter
 * @param process what to run
 * @param state directory of its own, as in {@link Launch}
 * @param custody who looks after it
 */
public record ExecLaunch(
    int container,
    String containerId,
    Path home,
    Spec spec,
    Process process,
    Path state,
    Custody custody) {}
