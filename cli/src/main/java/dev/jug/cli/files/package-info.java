/** Commands about the files of containers. */
@NullMarked
package dev.jug.cli.files;

import org.jspecify.annotations.NullMarked;
