/**
 * System call filters: the default profile, and the compiler from the OCI form to a program for the
 * kernel. Filters are compiled once and kept, because compiling is what makes starting a container
 * slow elsewhere.
 */
@NullMarked
package dev.jug.runtime.seccomp;

import org.jspecify.annotations.NullMarked;
