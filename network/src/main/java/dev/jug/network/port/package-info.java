/** Ports of the host that lead into containers. */
@NullMarked
package dev.jug.network.port;

import org.jspecify.annotations.NullMarked;
