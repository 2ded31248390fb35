package dev.jug.http.endpoint;

import javax.net.ssl.SSLContext;

/**
 * How a TCP endpoint is protected.
 *
 * @param context has the server's key, and whom to trust
 * @param clientsAuthenticate whether a client without a certificate that the context trusts is
 *     refused (mutual TLS)
 */
public record Tls(SSLContext context, boolean clientsAuthenticate) {}
