/** Processes in containers: the endpoints below {@code /exec}. */
@NullMarked
package dev.jug.docker.exec;

import org.jspecify.annotations.NullMarked;
