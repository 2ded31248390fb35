/** Jib, which makes images of Java programs without a Dockerfile, and loads or pushes them. */
@NullMarked
package dev.jug.conformance.jib;

import org.jspecify.annotations.NullMarked;
