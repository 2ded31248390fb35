/** The eight kinds of namespaces. */
@NullMarked
package dev.jug.linux.ns;

import org.jspecify.annotations.NullMarked;
