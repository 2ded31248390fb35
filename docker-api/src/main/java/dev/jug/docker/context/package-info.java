/** What endpoints share: the engine, versions, errors. */
@NullMarked
package dev.jug.docker.context;

import org.jspecify.annotations.NullMarked;
