/** Certificates for clients and an engine that know each other, made on this machine. */
@NullMarked
package dev.jug.engine.tls;

import org.jspecify.annotations.NullMarked;
