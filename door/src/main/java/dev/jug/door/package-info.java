/**
 * What doors for command lines share: the front at the other end, the conversation with it, and
 * commands whose options are parsed again and again.
 */
@NullMarked
package dev.jug.door;

import org.jspecify.annotations.NullMarked;
