/**
 * Messages of the CRI, by the names of their fields. The numbers are in one place, {@code
 * runtime-v1.txt}: {@link dev.jug.cri.message.Schema} reads it, {@link dev.jug.cri.message.Message}
 * reads what came with it, and {@link dev.jug.cri.message.Draft} writes.
 */
@NullMarked
package dev.jug.cri.message;

import org.jspecify.annotations.NullMarked;
