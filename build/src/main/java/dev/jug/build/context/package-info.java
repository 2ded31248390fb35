/**
 * Which files of a build context take part: patterns, and the file that has those of what is left
 * out.
 */
@NullMarked
package dev.jug.build.context;

import org.jspecify.annotations.NullMarked;
