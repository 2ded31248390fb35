package dev.jug.network.dns;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A question to one server. Its socket is connected, so that the kernel keeps away what others
 * send.
 */
final class Enquiry {
  private final Question question;
  private final InetSocketAddress server;
  private final int id;
  private final byte[] packet;
  private final long end;

  Enquiry(Question question, InetSocketAddress server, int id, Duration patience) {
    this.question = question;
    this.server = server;
    this.id = id;
    packet = Packets.withId(question.packet(), id);
    end = System.nanoTime() + patience.toNanos();
  }

  /** The answer under the id of the question; empty if the server does not give one in time. */
  Optional<byte[]> ask(boolean stream) {
    try {
      var answer = stream ? overTcp() : overUdp();
      return Optional.of(Packets.withId(answer, Packets.id(question.packet())));
    } catch (IOException _) {
      return Optional.empty(); // the next server is asked
    }
  }

  private byte[] overUdp() throws IOException {
    byte[] answer;
    try (var socket = new DatagramSocket()) {
      socket.connect(server);
      socket.send(new DatagramPacket(packet, packet.length));
      answer = receive(socket);
    }
    return Packets.isTruncated(answer) ? wholeIfItFits(answer) : answer;
  }

  /** The server may have given itself less room than the client has. */
  private byte[] wholeIfItFits(byte[] truncated) {
    if (question.room() <= Question.PLAIN_ROOM) {
      return truncated;
    }
    try {
      var whole = overTcp();
      return whole.length <= question.room() ? whole : truncated;
    } catch (IOException _) {
      return truncated; // the client can ask over TCP itself
    }
  }

  private byte[] receive(DatagramSocket socket) throws IOException {
    var buffer = new byte[Question.DATAGRAM_ROOM];
    while (true) {
      socket.setSoTimeout(remaining());
      var arrived = new DatagramPacket(buffer, buffer.length);
      socket.receive(arrived);
      var answer = Arrays.copyOf(buffer, arrived.getLength());
      if (fits(answer)) {
        return answer;
      }
    }
  }

  private byte[] overTcp() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, remaining());
      socket.getOutputStream().write(framed(packet));
      var length = read(socket, 2);
      var answer = read(socket, Packets.number(length, 0));
      if (!fits(answer)) {
        throw new IOException(server + " answers something else");
      }
      return answer;
    }
  }

  private byte[] read(Socket socket, int count) throws IOException {
    var bytes = new byte[count];
    InputStream in = socket.getInputStream();
    for (int done = 0; done < count; ) {
      socket.setSoTimeout(remaining());
      int got = in.read(bytes, done, count - done);
      if (got < 0) {
        throw new EOFException(server + " ends within an answer");
      }
      done += got;
    }
    return bytes;
  }

  private boolean fits(byte[] answer) {
    return Packets.answers(answer, packet, id, question.end());
  }

  /** In milliseconds, for sockets. */
  private int remaining() throws SocketTimeoutException {
    long nanos = end - System.nanoTime();
    if (nanos <= 0) {
      throw new SocketTimeoutException(server + " does not answer");
    }
    return (int) Math.max(1, nanos / 1_000_000);
  }

  /** With its length before it (RFC 1035, 4.2.2). */
  static byte[] framed(byte[] packet) {
    var out = new ByteArrayOutputStream(packet.length + 2);
    out.write(packet.length >> 8);
    out.write(packet.length);
    out.writeBytes(packet);
    return out.toByteArray();
  }
}
