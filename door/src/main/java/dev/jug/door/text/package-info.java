/** How things read in a terminal: tables, sizes, ages, the names of keys. */
@NullMarked
package dev.jug.door.text;

import org.jspecify.annotations.NullMarked;
