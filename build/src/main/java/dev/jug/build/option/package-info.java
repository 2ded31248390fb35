/** How options of builds are written: {@code KEY=VALUE,…}. */
@NullMarked
package dev.jug.build.option;

import org.jspecify.annotations.NullMarked;
