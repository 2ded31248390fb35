/** Tests of resource containers that need no kernel. */
@NullMarked
package dev.jug.engine.resource;

import org.jspecify.annotations.NullMarked;
