package dev.jug.app.network;

import dev.jug.app.docker.Docker;
import java.util.List;

/** The least of HTTP, for busybox's httpd, and its nc as a client. */
final class Web {
  private Web() {}

  /** The command of a server that notes in its log who asks, and serves its own host name. */
  static List<String> server() {
    return List.of("httpd", "-f", "-vv", "-p", "80", "-h", "/etc");
  }

  /** What a server says to a container; empty if nobody answers. */
  static String get(Docker docker, String container, String address, int port) {
    return body(docker.run("exec", container, "sh", "-c", request(address, port)).out());
  }

  /** The words of a shell that ask a server. */
  static String request(String address, int port) {
    return "printf 'GET /hostname HTTP/1.0\\r\\n\\r\\n' | nc -w 2 " + address + " " + port;
  }

  /** What comes behind the head of an answer. */
  static String body(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? "" : answer.substring(end).strip();
  }
}
