/** Looks at a store as a whole: is it sound, and what takes how much space. */
@NullMarked
package dev.jug.image.audit;

import org.jspecify.annotations.NullMarked;
