package dev.jug.network.firewall;

import dev.jug.network.port.PublishedPort;
import java.net.InetAddress;

/**
 * A port of the host that leads to an address of a container.
 *
 * @param port the port, at the host and in the container
 * @param target an address of the container, of the same family as the host's
 */
public record Publication(PublishedPort port, InetAddress target) {}
