/** The door that containerd, Podman and Docker come through: {@code jug-runtime}. */
@NullMarked
package dev.jug.ocicli;

import org.jspecify.annotations.NullMarked;
