/** The engine itself: versions, information, events. */
@NullMarked
package dev.jug.docker.system;

import org.jspecify.annotations.NullMarked;
