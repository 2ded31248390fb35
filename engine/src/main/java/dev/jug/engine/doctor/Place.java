package dev.jug.engine.doctor;

import java.nio.file.Path;

/**
 * Where an engine lives, or would live.
 *
 * @param state what outlives the machine's restart
 * @param run what does not: sockets
 * @param settings the administrator's file
 * @param mistake what is wrong with that file; empty if nothing is
 * @param cache the start-up cache
 * @param firewall what the settings want: {@code nftables}, {@code iptables}, or empty
 */
public record Place(
    Path state, Path run, Path settings, String mistake, Path cache, String firewall) {}
