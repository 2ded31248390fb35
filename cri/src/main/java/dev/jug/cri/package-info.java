/** The door for kubelets: the Container Runtime Interface over gRPC at a Unix socket. */
@NullMarked
package dev.jug.cri;

import org.jspecify.annotations.NullMarked;
