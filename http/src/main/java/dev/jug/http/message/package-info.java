/** The parts of messages that requests and responses share. */
@NullMarked
package dev.jug.http.message;

import org.jspecify.annotations.NullMarked;
