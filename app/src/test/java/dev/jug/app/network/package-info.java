/** Networks of containers, with real traffic. */
@NullMarked
package dev.jug.app.network;

import org.jspecify.annotations.NullMarked;
