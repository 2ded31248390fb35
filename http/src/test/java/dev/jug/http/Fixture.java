package dev.jug.http;

import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server at a Unix socket of its own, and what it logged. */
final class Fixture implements AutoCloseable {
  private final Path directory;
  private final Path socket;
  private final Server server;
  private final BlockingQueue<AccessLog.Entry> log = new LinkedBlockingQueue<>();

  Fixture(Handler handler) throws IOException {
    this(handler, Settings.defaults());
  }

  Fixture(Handler handler, Settings settings) throws IOException {
    directory = Files.createTempDirectory("jug-http");
    socket = directory.resolve("s");
    server = new Server(handler, settings.withLog(log::add));
    server.listen(new Endpoint.Unix(socket));
  }

  Server server() {
    return server;
  }

  Path socket() {
    return socket;
  }

  BlockingQueue<AccessLog.Entry> log() {
    return log;
  }

  Client connect() throws IOException {
    return new Client(UnixDomainSocketAddress.of(socket));
  }

  InetSocketAddress listenTcp() throws IOException {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return (InetSocketAddress) server.listen(new Endpoint.Tcp(any));
  }

  /** Everything the server says to these bytes, when nothing follows them. */
  String answer(String request) throws IOException {
    try (var client = connect()) {
      client.send(request);
      client.closeWrite();
      return client.rest();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
    Files.delete(directory);
  }
}
