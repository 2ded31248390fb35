@NullMarked
package dev.jug.cli.text;

import org.jspecify.annotations.NullMarked;
