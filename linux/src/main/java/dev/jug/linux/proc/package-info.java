/** Starting and signalling processes. */
@NullMarked
package dev.jug.linux.proc;

import org.jspecify.annotations.NullMarked;
