/** The stock docker client with an engine of ours. */
@NullMarked
package dev.jug.app.docker;

import org.jspecify.annotations.NullMarked;
