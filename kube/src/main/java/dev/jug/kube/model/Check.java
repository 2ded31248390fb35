package dev.jug.kube.model;

import java.time.Duration;
import java.util.List;

/** Something that is done to a container. */
public sealed interface Check {
  /** Runs a command in it. */
  record Exec(List<String> command) implements Check {
    /** Keeps a copy. */
    public Exec {
      command = List.copyOf(command);
    }
  }

  /**
   * Asks over HTTP.
   *
   * @param host empty for the pod's address
   */
  record HttpGet(String host, Port port, String path, boolean https, List<Header> headers)
      implements Check {
    /** Keeps a copy. */
    public HttpGet {
      headers = List.copyOf(headers);
    }
  }

  /** A header field of a request. */
  record Header(String name, String value) {}

  /**
   * Connects.
   *
   * @param host empty for the pod's address
   */
  record TcpSocket(String host, Port port) implements Check {}

  /** Asks the health service of gRPC. */
  record Grpc(int port, String service) implements Check {}

  /** Waits; only before a container's end. */
  record Sleep(Duration time) implements Check {}
}
