/**
 * From plan to process: launchers that wait for their plan, the monitor a launcher becomes, and the
 * sentence a failure becomes. The conversation is drawn in docs/protocols.md, "Engine and
 * launcher".
 */
@NullMarked
package dev.jug.runtime.launch;

import org.jspecify.annotations.NullMarked;
