@NullMarked
package dev.jug.play.probe;

import org.jspecify.annotations.NullMarked;
