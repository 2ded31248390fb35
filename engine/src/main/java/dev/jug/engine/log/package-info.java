/** The output a container's monitor kept, read back (docs/protocols.md, "The log file"). */
@NullMarked
package dev.jug.engine.log;

import org.jspecify.annotations.NullMarked;
