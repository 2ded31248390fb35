/** Reading JSON that somebody else wrote: strict about types, and clear about what is wrong. */
@NullMarked
package dev.jug.oci.json;

import org.jspecify.annotations.NullMarked;
