package dev.jug.oci.runtime;

/**
 * How far a clock of a time namespace is ahead of the host's (time_namespaces(7)).
 *
 * @param secs whole seconds, may be negative
 * @param nanosecs 0 … 999 999 999
 */
public record TimeOffset(long secs, long nanosecs) {}
