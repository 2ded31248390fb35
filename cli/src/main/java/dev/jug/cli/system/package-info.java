/** The commands for all that an engine keeps. */
@NullMarked
package dev.jug.cli.system;

import org.jspecify.annotations.NullMarked;
