/**
 * What a door can ask of the engine: records with Docker's meaning, and the parsers of Docker's
 * notations for them, so that all doors read {@code -v a:b:ro} the same way. Nothing here touches
 * the machine.
 */
@NullMarked
package dev.jug.engine.request;

import org.jspecify.annotations.NullMarked;
