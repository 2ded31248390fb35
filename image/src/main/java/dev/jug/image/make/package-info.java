/** Images that are made here, of layers that somebody writes and a configuration. */
@NullMarked
package dev.jug.image.make;

import org.jspecify.annotations.NullMarked;
