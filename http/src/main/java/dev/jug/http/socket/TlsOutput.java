package dev.jug.http.socket;

import java.io.IOException;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;

/** Writes to a TLS socket. Closing says close_notify and leaves reading alone (TLS 1.3). */
final class TlsOutput extends OutputStream {
  private final SSLSocket socket;
  private final OutputStream out;

  TlsOutput(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
  }
}
