/**
 * Names of containers: the resolver that a sandbox asks, the zone behind it, what it does not know
 * and asks others for, and the files {@code resolv.conf} and {@code hosts} of a container. Packets
 * are read and written by dnsjava; sockets and threads are ours.
 */
@NullMarked
package dev.jug.network.dns;

import org.jspecify.annotations.NullMarked;
