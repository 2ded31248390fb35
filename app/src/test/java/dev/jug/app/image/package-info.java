/** Images, end to end: the built command with the registries and engines of others. */
@NullMarked
package dev.jug.app.image;

import org.jspecify.annotations.NullMarked;
