/** Where the result of a build goes to, besides the engine's own images. */
@NullMarked
package dev.jug.build.output;

import org.jspecify.annotations.NullMarked;
