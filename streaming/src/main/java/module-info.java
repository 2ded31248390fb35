/** Streams of containers for Kubernetes' clients, by WebSocket and SPDY. */
module dev.jug.streaming {
  requires static transitive org.jspecify;
  requires transitive dev.jug.http;

  exports dev.jug.streaming;
  exports dev.jug.streaming.session;
}
