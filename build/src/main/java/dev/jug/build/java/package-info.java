/** Java programs, taken apart into what changes seldom and what changes often. */
@NullMarked
package dev.jug.build.java;

import org.jspecify.annotations.NullMarked;
