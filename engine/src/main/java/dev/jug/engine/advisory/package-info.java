/**
 * Known holes of packages, from lists that somebody else keeps (OSV schema 1.7,
 * https://ossf.github.io/osv-schema/). Jug has no list of its own, and fetches none.
 */
@NullMarked
package dev.jug.engine.advisory;

import org.jspecify.annotations.NullMarked;
