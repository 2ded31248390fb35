/** JSON that registries, token servers and users' files give, read as trees within limits. */
@NullMarked
package dev.jug.image.registry.json;

import org.jspecify.annotations.NullMarked;
