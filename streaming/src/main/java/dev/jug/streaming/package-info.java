/**
 * The streaming server of a Kubernetes node (CRI v1: Exec, Attach, PortForward). A call answers
 * with a URL that is good once and for a minute; the kubelet leads its client there, and the
 * streams go over WebSocket or SPDY/3.1.
 *
 * <pre>{@code
 * try (var server = StreamingServer.start(sessions, StreamingSettings.defaults())) {
 *   var url = server.exec(new ExecRequest(id, List.of("sh"), new Wanted(true, true, false, true)));
 * }
 * }</pre>
 *
 * <p>It knows neither containers nor the CRI: {@link dev.jug.streaming.session.Sessions} does the
 * work. Memory is bounded for each client: data waits at its source until there is room.
 */
@NullMarked
package dev.jug.streaming;

import org.jspecify.annotations.NullMarked;
