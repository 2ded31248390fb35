/** What happens to images, told to one listener. */
@NullMarked
package dev.jug.image.event;

import org.jspecify.annotations.NullMarked;
