/**
 * Pod sandboxes: what the containers of a pod share, and what outlives each of them.
 *
 * <p>No process holds a sandbox. Its namespaces are mounted over files in its run directory, so
 * that the sandbox costs a few kilobytes of kernel memory, and an engine that comes later finds
 * them there.
 */
@NullMarked
package dev.jug.engine.pod;

import org.jspecify.annotations.NullMarked;
