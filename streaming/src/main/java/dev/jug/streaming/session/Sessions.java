package dev.jug.streaming.session;

import dev.jug.http.endpoint.Duplex;
import java.io.IOException;

/**
 * Whoever has the containers. Each method runs on a virtual thread of the client's own, which is
 * interrupted when the client goes away or has been silent for too long.
 */
public interface Sessions {
  /**
   * Runs a command to its end, and copies until the outputs have ended.
   *
   * @return its exit code, 0 to 255
   * @throws Exception if it cannot be run; the client gets the message
   */
  int exec(ExecRequest request, Streams streams) throws Exception;

  /**
   * Copies to and from a container's process until that ends, or its outputs do.
   *
   * @throws Exception if that cannot be; the client gets the message
   */
  void attach(AttachRequest request, Streams streams) throws Exception;

  /**
   * Connects to a port as a program in the pod does, at its loopback.
   *
   * @param port 1 to 65535
   * @return the connection, for the caller to close
   * @throws IOException if nobody listens there, or there is no such sandbox; the client gets the
   *     message
   */
  Duplex connect(String sandbox, int port) throws IOException;
}
