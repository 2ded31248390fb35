/** JSON and queries as Docker reads them. */
@NullMarked
package dev.jug.docker.json;

import org.jspecify.annotations.NullMarked;
