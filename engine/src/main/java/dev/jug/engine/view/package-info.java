/** What the engine tells about a container, in the shape of {@code docker inspect}. */
@NullMarked
package dev.jug.engine.view;

import org.jspecify.annotations.NullMarked;
