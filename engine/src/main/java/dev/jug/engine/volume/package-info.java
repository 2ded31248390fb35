/**
 * Volumes: directories that outlive containers, and may be in several at once. {@link
 * dev.jug.engine.volume.Volumes} has them and knows who uses which; the disk is the truth about
 * what there is, the containers' records about who uses it.
 */
@NullMarked
package dev.jug.engine.volume;

import org.jspecify.annotations.NullMarked;
