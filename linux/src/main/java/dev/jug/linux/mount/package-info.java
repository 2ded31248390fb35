/** Mount options as fstab(5) names them, and the flags they stand for. */
@NullMarked
package dev.jug.linux.mount;

import org.jspecify.annotations.NullMarked;
