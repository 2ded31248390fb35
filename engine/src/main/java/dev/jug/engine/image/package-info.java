/** What images mean for containers. */
@NullMarked
package dev.jug.engine.image;

import org.jspecify.annotations.NullMarked;
