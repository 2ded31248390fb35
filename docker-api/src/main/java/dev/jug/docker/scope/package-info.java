/** Doors that show part of an engine: to look at it, or the containers with one label. */
@NullMarked
package dev.jug.docker.scope;

import org.jspecify.annotations.NullMarked;
