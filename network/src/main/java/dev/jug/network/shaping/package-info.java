/** How fast an endpoint may send and receive. */
@NullMarked
package dev.jug.network.shaping;

import org.jspecify.annotations.NullMarked;
