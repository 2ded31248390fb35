/**
 * Control groups: which hierarchies the machine has, and what a container's group in them looks
 * like.
 */
@NullMarked
package dev.jug.runtime.cgroup;

import org.jspecify.annotations.NullMarked;
