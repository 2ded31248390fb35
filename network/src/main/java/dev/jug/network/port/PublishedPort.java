package dev.jug.network.port;

import java.net.InetAddress;

/**
 * A port of the host that leads to a port of a container.
 *
 * @param container where to
 * @param address of the host; 0.0.0.0 or :: for all of them
 * @param port of the host, 1 … 65535
 */
public record PublishedPort(ContainerPort container, InetAddress address, int port) {}
