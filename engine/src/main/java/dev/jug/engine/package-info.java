/**
 * Containers for Java programs: {@link dev.jug.engine.Engine} is the way in. It makes and finds
 * {@link dev.jug.engine.Container}s, which are started, watched, stopped and removed; what is asked
 * for is a {@link dev.jug.engine.request.ContainerRequest}, and what goes wrong is a {@link
 * dev.jug.engine.error.EngineException}.
 *
 * <p>State on disk is the truth: a container outlives the engine, and the next engine finds it.
 */
@NullMarked
package dev.jug.engine;

import org.jspecify.annotations.NullMarked;
