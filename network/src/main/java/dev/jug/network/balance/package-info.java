/** One address for several: connections to it are shared out by rules in its own namespace. */
@NullMarked
package dev.jug.network.balance;

import org.jspecify.annotations.NullMarked;
