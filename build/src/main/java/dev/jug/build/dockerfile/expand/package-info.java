/** Variables, quotes and words of a Dockerfile. */
@NullMarked
package dev.jug.build.dockerfile.expand;

import org.jspecify.annotations.NullMarked;
