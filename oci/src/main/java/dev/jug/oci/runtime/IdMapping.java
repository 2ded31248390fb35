package dev.jug.oci.runtime;

/**
 * One line of a uid_map or gid_map (user_namespaces(7)).
 *
 * @param containerID first id inside
 * @param hostID first id outside
 * @param size how many ids, at least 1
 */
public record IdMapping(long containerID, long hostID, long size) {}
