/** The Docker Engine API as an HTTP handler; a package for each noun. */
@NullMarked
package dev.jug.docker;

import org.jspecify.annotations.NullMarked;
