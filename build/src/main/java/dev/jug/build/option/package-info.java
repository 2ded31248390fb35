/** How options are written that have fields: {@code KEY=VALUE,…}. */
@NullMarked
package dev.jug.build.option;

import org.jspecify.annotations.NullMarked;
