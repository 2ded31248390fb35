/** What {@code ./package} makes, where it is to be installed. */
@NullMarked
package dev.jug.app.installed;

import org.jspecify.annotations.NullMarked;
