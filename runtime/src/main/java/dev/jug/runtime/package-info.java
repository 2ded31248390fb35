/**
 * Containers as processes: start one from an OCI spec, run another process inside it, find it again
 * after a restart, and release what it held.
 *
 * <p>{@link dev.jug.runtime.ContainerRuntime} is the way in. It compiles a spec to a {@link
 * dev.jug.runtime.plan.Plan}, hands the plan to a launcher, and gives back a {@link
 * dev.jug.runtime.RunningProcess}.
 */
@NullMarked
package dev.jug.runtime;

import org.jspecify.annotations.NullMarked;
