/** Files of containers: archives, changes, exports. */
@NullMarked
package dev.jug.docker.files;

import org.jspecify.annotations.NullMarked;
