/**
 * Builds that clients ask for: options of the front end, what it takes from the client, its end.
 */
@NullMarked
package dev.jug.buildkit.solve;

import org.jspecify.annotations.NullMarked;
