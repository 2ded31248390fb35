/**
 * A small D-Bus client: what it takes to talk to systemd, by the D-Bus specification 0.43. The
 * library for Java takes a quarter of a second for its first connection and brings a second way to
 * log.
 */
@NullMarked
package dev.jug.runtime.dbus;

import org.jspecify.annotations.NullMarked;
