/**
 * Landlock (landlock(7)): a process takes rights from itself and all its children, for files,
 * ports, signals and sockets. What the kernel knows of it depends on its version, by numbers.
 */
@NullMarked
package dev.jug.linux.landlock;

import org.jspecify.annotations.NullMarked;
