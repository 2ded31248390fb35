package dev.jug.runtime;

import dev.jug.oci.runtime.Spec;
import java.nio.file.Path;

/**
 * One container to start.
 *
 * @param id unique name; also the name of its cgroup
 * @param spec what it is; {@code spec.root.path} is ignored in favour of {@code root}
 * @param root its root file system
 * @param state existing directory, mode 0700, at most 90 characters long, where the monitor keeps
 *     its socket ({@code monitor.sock}) and leaves the exit status ({@code exit})
 * @param streams where input and output go
 * @param init whether a reaper runs as process 1 in front of the command ({@code docker run
 *     --init})
 */
public record Launch(
    String id, Spec spec, RootSource root, Path state, Streams streams, boolean init) {}
