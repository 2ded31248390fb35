/**
 * Filters of system calls: a profile is resolved to the {@link dev.jug.oci.runtime.Seccomp} of a spec, and that is compiled
 * to a BPF program.
 *
 * <p>{@link dev.jug.runtime.seccomp.FilterCache} is the way in. The compiler turns the whole filter into one graph of
 * decisions (which architecture, which number, which arguments) and writes the graph out as instructions. Its effect is
 * that of runc 1.1 with libseccomp 2.5; the form is smaller, because numbers are found by binary search over ranges.
 */
@NullMarked
package dev.jug.runtime.seccomp;

import org.jspecify.annotations.NullMarked;
