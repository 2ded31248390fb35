package dev.jug.network;

import dev.jug.network.firewall.Refusal;

/**
 * A packet that a container sent and that was not let through.
 *
 * @param network that it was sent on
 * @param sender the container
 * @param refusal where it was to go
 */
public record RefusedPacket(NetworkRecord network, Member sender, Refusal refusal) {}
