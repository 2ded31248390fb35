/** The commands for resource containers. */
@NullMarked
package dev.jug.cli.resource;

import org.jspecify.annotations.NullMarked;
