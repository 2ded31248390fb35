/** How containers are: asked in them, and over the network. */
@NullMarked
package dev.jug.play.probe;

import org.jspecify.annotations.NullMarked;
