package dev.jug.build.exec;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket at which programs of a step find an agent, until it is closed.
 *
 * @param server the socket
 * @param programs that are connected
 */
record AgentSocket(ServerSocketChannel server, Set<SocketChannel> programs)
    implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AgentSocket.class.getName());

  /** Connects a program to the agent. */
  @FunctionalInterface
  interface Agent {
    /** Returns when either has closed. */
    void serve(ByteChannel program) throws IOException, InterruptedException;
  }

  /** Opens one; nobody else must be able to reach the place before its permissions are set. */
  static AgentSocket open(Path place, Agent agent) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(place));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    var socket = new AgentSocket(server, ConcurrentHashMap.newKeySet());
    Thread.ofVirtual().name("agent-socket").start(() -> socket.accept(agent));
    return socket;
  }

  private void accept(Agent agent) {
    try {
      while (true) {
        var program = server.accept();
        programs.add(program);
        Thread.ofVirtual().name("agent").start(() -> serve(agent, program));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "agent socket ended: {0}", e.toString());
    }
  }

  private void serve(Agent agent, SocketChannel program) {
    try (program) {
      agent.serve(program);
    } catch (IOException | InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection to an agent ended: {0}", e.toString());
    } finally {
      programs.remove(program);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var program : programs) {
      program.close();
    }
  }
}
