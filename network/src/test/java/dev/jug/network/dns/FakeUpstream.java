package dev.jug.network.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.Message;

/**
 * A DNS server on loopback that says what a test wants: several packets for a question, or none.
 */
final class FakeUpstream implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Thread receiver;
  private final InetSocketAddress address;
  private final Function<Message, List<byte[]>> overUdp;
  private final Function<Message, List<byte[]>> overTcp;

  /** What was asked over UDP, and from which port. */
  final List<Message> questions = new CopyOnWriteArrayList<>();

  final List<Integer> ports = new CopyOnWriteArrayList<>();

  FakeUpstream(Function<Message, List<byte[]>> overUdp, Function<Message, List<byte[]>> overTcp)
      throws IOException {
    this.overUdp = overUdp;
    this.overTcp = overTcp;
    tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    address = (InetSocketAddress) tcp.getLocalSocketAddress();
    udp = new DatagramSocket(address);
    receiver = Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  FakeUpstream(Function<Message, List<byte[]>> answers) throws IOException {
    this(answers, answers);
  }

  InetSocketAddress address() {
    return address;
  }

  private void serveUdp() {
    var buffer = new byte[Question.DATAGRAM_ROOM];
    try {
      while (true) {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        var question = new Message(Arrays.copyOf(buffer, packet.getLength()));
        questions.add(question);
        ports.add(packet.getPort());
        for (var answer : overUdp.apply(question)) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket client = tcp.accept()) {
        var in = new DataInputStream(client.getInputStream());
        var question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        for (var answer : overTcp.apply(new Message(question))) {
          client.getOutputStream().write(Enquiry.framed(answer));
        }
      } catch (IOException _) {
        // closed, or the client went
      }
    }
  }

  /** Is there no more: whoever asks is told so by the kernel. */
  void leave() throws IOException {
    udp.close();
    tcp.close();
    try {
      receiver.join(); // the kernel's socket is closed when nobody waits at it any more
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
