@NullMarked
package dev.jug.play.pod;

import org.jspecify.annotations.NullMarked;
