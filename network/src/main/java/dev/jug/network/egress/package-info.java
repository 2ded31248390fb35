/** What containers may reach. */
@NullMarked
package dev.jug.network.egress;

import org.jspecify.annotations.NullMarked;
