/**
 * Containers as runtime.md of the OCI runtime specification has them: made of bundles, found by
 * their ids under a root directory, with no memory but what is on disk there.
 *
 * <p>{@link dev.jug.runtime.lifecycle.Lifecycle} is the way in.
 */
@NullMarked
package dev.jug.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
