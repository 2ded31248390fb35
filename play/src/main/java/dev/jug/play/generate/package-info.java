/** Manifests from containers that there are: the way from {@code jug run} to a file. */
@NullMarked
package dev.jug.play.generate;

import org.jspecify.annotations.NullMarked;
