/** What a store of images looks like to whoever comes after an operation that was killed. */
@NullMarked
package dev.jug.image.crash;

import org.jspecify.annotations.NullMarked;
