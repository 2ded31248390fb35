/** What the system's cryptographic library computes. */
@NullMarked
package dev.jug.linux.crypto;

import org.jspecify.annotations.NullMarked;
