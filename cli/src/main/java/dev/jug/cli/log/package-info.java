/** What containers said, on its way to a front. */
@NullMarked
package dev.jug.cli.log;

import org.jspecify.annotations.NullMarked;
