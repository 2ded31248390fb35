package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.http.endpoint.Duplex;
import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.session.Streams;
import dev.jug.streaming.session.TerminalSize;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Containers that know a few commands, and say what became of them. */
final class FakeSessions implements Sessions {
  private static final int PIECE = 65_536;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  BlockingQueue<String> heard() {
    return heard;
  }

  @Override
  public int exec(ExecRequest request, Streams streams) throws Exception {
    var command = request.command();
    switch (command.getFirst()) {
      case "cat" -> streams.stdin().transferTo(streams.stdout());
      case "count" -> say(streams.stdout(), Long.toString(count(streams)));
      case "make" -> make(streams.stdout(), Long.parseLong(command.get(1)));
      case "both" -> {
        say(streams.stdout(), "to out");
        say(streams.stderr(), "to err");
      }
      case "sizes" -> sizes(streams);
      case "sleep" -> sleep();
      case "exit" -> {
        return Integer.parseInt(command.get(1));
      }
      default -> throw new IOException("no such file: \"" + command.getFirst() + "\"\n");
    }
    return 0;
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static long count(Streams streams) throws IOException {
    var bytes = new byte[PIECE];
    long sum = 0;
    for (int n = streams.stdin().read(bytes); n >= 0; n = streams.stdin().read(bytes)) {
      sum += n;
    }
    return sum;
  }

  private static void make(OutputStream out, long size) throws IOException {
    var bytes = new byte[PIECE];
    for (long left = size; left > 0; left -= bytes.length) {
      out.write(bytes, 0, (int) Math.min(left, bytes.length));
    }
  }

  /** Until the terminal has no rows. */
  private static void sizes(Streams streams) throws Exception {
    var sizes = new LinkedBlockingQueue<TerminalSize>();
    streams.resizes().listen(sizes::add);
    for (var size = sizes.take(); size.rows() > 0; size = sizes.take()) {
      say(streams.stdout(), size.columns() + "x" + size.rows() + ";");
    }
  }

  private void sleep() throws InterruptedException {
    try {
      heard.add("sleeps");
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      heard.add("interrupted");
      throw e;
    }
  }

  @Override
  public void attach(AttachRequest request, Streams streams) throws Exception {
    say(streams.stdout(), "attached to " + request.container() + ";");
    streams.stdin().transferTo(streams.stdout());
  }

  @Override
  public Duplex connect(String sandbox, int port) throws IOException {
    heard.add(sandbox + ":" + port);
    return new TcpDuplex(
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }
}
