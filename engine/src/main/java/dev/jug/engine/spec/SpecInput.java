package dev.jug.engine.spec;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.user.RootView;
import dev.jug.oci.runtime.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a spec is made from.
 *
 * @param id the container's id
 * @param request what was asked for
 * @param hostname its host name
 * @param root its root file system, for users and groups
 * @param system parts of the root file system that are mounts of their own
 * @param files mounts of the engine's own files
 * @param volumes mounts of volumes, of images' files and of parts of binds
 * @param pidOf the process of a running container, by its name or id
 * @param sandbox the network namespace that is on its networks; empty if there is none yet
 */
public record SpecInput(
    String id,
    ContainerRequest request,
    String hostname,
    RootView root,
    List<Mount> system,
    List<Mount> files,
    List<Mount> volumes,
    ToIntFunction<String> pidOf,
    Optional<Path> sandbox) {}
