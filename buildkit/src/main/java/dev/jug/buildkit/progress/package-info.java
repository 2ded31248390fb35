/** What clients are told of a build while it runs. */
@NullMarked
package dev.jug.buildkit.progress;

import org.jspecify.annotations.NullMarked;
