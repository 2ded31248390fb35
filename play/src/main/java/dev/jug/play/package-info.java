/**
 * The small end of Kubernetes: files are <em>played</em>, and what they say is kept true.
 *
 * <p>{@link dev.jug.play.desired} has what is to be, on the disk. The pod sandboxes of the engine
 * are what is; their labels say of whom they are. One loop compares the two, and each pod has a
 * thread of its own, so that a pod that takes its time holds up nobody.
 */
@NullMarked
package dev.jug.play;

import org.jspecify.annotations.NullMarked;
