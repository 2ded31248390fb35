/** Listening sockets and accepted connections: Unix, TCP and TLS behind one type. */
@NullMarked
package dev.jug.http.socket;

import org.jspecify.annotations.NullMarked;
