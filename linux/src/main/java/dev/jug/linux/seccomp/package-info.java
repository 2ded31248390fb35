/**
 * Classic BPF programs as seccomp(2) takes them, and the system call numbers of each architecture.
 */
@NullMarked
package dev.jug.linux.seccomp;

import org.jspecify.annotations.NullMarked;
