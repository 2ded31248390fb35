@NullMarked
package dev.jug.door;

import org.jspecify.annotations.NullMarked;
