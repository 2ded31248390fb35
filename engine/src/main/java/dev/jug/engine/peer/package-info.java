/**
 * The catalog of attacks in containers of another engine, by the API that Docker's clients speak.
 */
@NullMarked
package dev.jug.engine.peer;

import org.jspecify.annotations.NullMarked;
