/**
 * Reads layers' archives, whose authors may be hostile: strict about headers, bounded in memory,
 * and exact about where each member's data lies (POSIX.1-2017 pax; GNU tar's extensions).
 */
@NullMarked
package dev.jug.image.tar;

import org.jspecify.annotations.NullMarked;
