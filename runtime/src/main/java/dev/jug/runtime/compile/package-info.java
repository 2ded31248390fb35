/**
 * The compiler from OCI spec to launch plan. {@link dev.jug.runtime.compile.ContainerCompiler}
 * tells the whole story in order; each class named …Steps writes one chapter of it.
 *
 * <p>Nothing here makes a system call. The order of operations is what keeps a container in: each
 * class says which attack its order is against.
 */
@NullMarked
package dev.jug.runtime.compile;

import org.jspecify.annotations.NullMarked;
