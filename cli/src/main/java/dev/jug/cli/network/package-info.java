/** The commands for networks, and how ports are shown. */
@NullMarked
package dev.jug.cli.network;

import org.jspecify.annotations.NullMarked;
