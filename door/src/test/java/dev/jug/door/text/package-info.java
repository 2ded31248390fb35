@NullMarked
package dev.jug.door.text;

import org.jspecify.annotations.NullMarked;
