@NullMarked
package dev.jug.cli.system;

import org.jspecify.annotations.NullMarked;
