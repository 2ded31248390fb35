@NullMarked
package dev.jug.play.desired;

import org.jspecify.annotations.NullMarked;
