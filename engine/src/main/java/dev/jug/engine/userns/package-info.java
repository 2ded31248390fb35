/** Which ids of the machine containers have in user namespaces of their own. */
@NullMarked
package dev.jug.engine.userns;

import org.jspecify.annotations.NullMarked;
