package dev.jug.network.firewall;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A packet that was not let through. Of many in a second only some are told.
 *
 * @param cable the host's end of the cable of the endpoint whose egress refused it; empty: a policy
 *     did
 * @param from who sent it
 * @param to whom it was for, behind translations
 * @param protocol over IP, IANA's number
 * @param port of the destination; 0 if the protocol has none
 */
public record Refusal(
    Optional<String> cable, InetAddress from, InetAddress to, int protocol, int port) {}
