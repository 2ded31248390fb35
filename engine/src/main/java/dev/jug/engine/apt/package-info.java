/**
 * Images of a distribution's packages: which sources this machine has, what makes a root file
 * system of them, what of that becomes an image. Nothing here starts anything.
 */
@NullMarked
package dev.jug.engine.apt;

import org.jspecify.annotations.NullMarked;
