/** The door for clients that speak BuildKit. */
@NullMarked
package dev.jug.buildkit;

import org.jspecify.annotations.NullMarked;
