/** The files of containers, seen from outside: exported, compared, committed, copied. */
@NullMarked
package dev.jug.engine.files;

import org.jspecify.annotations.NullMarked;
