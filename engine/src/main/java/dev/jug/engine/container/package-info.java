/**
 * What the engine knows about its containers, on disk and by name. {@link
 * dev.jug.engine.container.ContainerStore} is the only class that reads and writes records, {@link
 * dev.jug.engine.container.Layout} the only one that knows where things lie.
 */
@NullMarked
package dev.jug.engine.container;

import org.jspecify.annotations.NullMarked;
