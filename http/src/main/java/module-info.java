/** HTTP/1.1 on JDK channels with hijacked streams. */
module dev.jug.http {
  requires static transitive org.jspecify;
  requires jdk.net;

  exports dev.jug.http;
  exports dev.jug.http.endpoint;
  exports dev.jug.http.message;
  exports dev.jug.http.websocket;
}
