/**
 * Networks of containers, on the Container Network Model: a sandbox is a container's network stack,
 * an endpoint joins it to a network, and a network is a set of endpoints that reach one another
 * directly.
 */
@NullMarked
package dev.jug.network;

import org.jspecify.annotations.NullMarked;
