/** The RuntimeService of the CRI: pod sandboxes, containers, what they use. */
@NullMarked
package dev.jug.cri.runtime;

import org.jspecify.annotations.NullMarked;
