/** The distribution on machines with other kernels, where such machines are at hand. */
@NullMarked
package dev.jug.app.other;

import org.jspecify.annotations.NullMarked;
