/** Those who call OCI runtimes, with {@code jug-runtime} in the place of runc. */
@NullMarked
package dev.jug.app.callers;

import org.jspecify.annotations.NullMarked;
