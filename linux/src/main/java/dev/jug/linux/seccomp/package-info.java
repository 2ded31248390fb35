/**
 * What seccomp(2) takes and sees: programs of classic BPF, the data they read, architectures, and the numbers of system
 * calls. Which calls a container may make is not decided here.
 */
@NullMarked
package dev.jug.linux.seccomp;

import org.jspecify.annotations.NullMarked;
