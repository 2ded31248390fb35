/** What cannot be done with networks, and why. */
@NullMarked
package dev.jug.network.error;

import org.jspecify.annotations.NullMarked;
