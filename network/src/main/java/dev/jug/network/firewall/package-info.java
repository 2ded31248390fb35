/** What the host's kernel lets through to containers, and where it leads. */
@NullMarked
package dev.jug.network.firewall;

import org.jspecify.annotations.NullMarked;
