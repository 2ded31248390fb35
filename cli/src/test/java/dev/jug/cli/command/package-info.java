@NullMarked
package dev.jug.cli.command;

import org.jspecify.annotations.NullMarked;
