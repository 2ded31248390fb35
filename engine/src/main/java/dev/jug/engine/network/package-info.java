/** How containers come to their networks: the engine introduces one to the other. */
@NullMarked
package dev.jug.engine.network;

import org.jspecify.annotations.NullMarked;
