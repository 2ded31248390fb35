package dev.jug.app.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A name server that has the same IPv4 address for all names (RFC 1035). */
final class NameServer implements AutoCloseable {
  private static final int PORT = 53;
  private static final int HEADER = 12;
  private static final int A = 1;

  private final DatagramSocket socket;
  private final byte[] answer;

  /**
   * Begins to serve.
   *
   * @param host where
   * @param at its address
   * @param answer the address of all names
   */
  NameServer(Host host, String at, String answer) {
    this.answer = InetAddress.ofLiteral(answer).getAddress();
    this.socket = host.there(() -> open(at));
    Thread.ofVirtual().start(this::serve);
  }

  private static DatagramSocket open(String at) {
    try {
      return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(at), PORT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[512], 512);
    while (!socket.isClosed()) {
      try {
        packet.setLength(packet.getData().length);
        socket.receive(packet);
        var said = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        socket.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
      } catch (IOException _) {
        // It is closed, or the client is gone.
      }
    }
  }

  private byte[] answer(byte[] question) {
    int end = HEADER;
    while (question[end] != 0) {
      end += question[end] + 1;
    }
    boolean known = question[end + 2] == A;
    var out = new ByteArrayOutputStream();
    out.write(question, 0, 2);
    out.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) (known ? 1 : 0)});
    out.writeBytes(new byte[4]);
    out.write(question, HEADER, end + 5 - HEADER);
    if (known) {
      out.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, A, 0, 1, 0, 0, 0, 99, 0, 4});
      out.writeBytes(answer);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
