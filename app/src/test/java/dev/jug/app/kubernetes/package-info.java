/** The door for kubelets of the whole engine, which may be killed. */
@NullMarked
package dev.jug.app.kubernetes;

import org.jspecify.annotations.NullMarked;
