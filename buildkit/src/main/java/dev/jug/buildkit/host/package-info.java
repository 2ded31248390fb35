/** What the door in front of this one brings along, and hears. */
@NullMarked
package dev.jug.buildkit.host;

import org.jspecify.annotations.NullMarked;
