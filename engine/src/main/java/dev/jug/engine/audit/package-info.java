/**
 * What a container can do that it should not, and what of the machine helps it: read from what was
 * asked for, and from the kernel's settings. Nothing is changed.
 */
@NullMarked
package dev.jug.engine.audit;

import org.jspecify.annotations.NullMarked;
