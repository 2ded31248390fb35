/**
 * What lies between a container's record and the runtime: its root file system put together, its
 * files written, its spec built. {@link dev.jug.engine.launch.Launches} does it in the order that
 * makes the fewest things before the first error.
 */
@NullMarked
package dev.jug.engine.launch;

import org.jspecify.annotations.NullMarked;
