/** Messages as bytes (RFC 9112): heads, bodies, chunks. Strict in what it reads. */
@NullMarked
package dev.jug.http.wire;

import org.jspecify.annotations.NullMarked;
