package dev.jug.image.change;

/**
 * Whom files shall belong to.
 *
 * @param uid the user
 * @param gid the group
 */
public record Owner(int uid, int gid) {}
