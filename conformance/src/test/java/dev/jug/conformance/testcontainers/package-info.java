/** Testcontainers, used as its manual shows, with an engine of ours. */
@NullMarked
package dev.jug.conformance.testcontainers;

import org.jspecify.annotations.NullMarked;
