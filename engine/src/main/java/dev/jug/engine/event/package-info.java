/** What happens to containers, images, networks and volumes, told to whoever listens: one bus. */
@NullMarked
package dev.jug.engine.event;

import org.jspecify.annotations.NullMarked;
