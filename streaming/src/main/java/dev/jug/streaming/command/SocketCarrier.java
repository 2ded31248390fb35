package dev.jug.streaming.command;

import dev.jug.http.websocket.MessageSocket;
import dev.jug.streaming.pipe.Idle;
import dev.jug.streaming.pipe.Inbox;
import dev.jug.streaming.pipe.SizeReader;
import dev.jug.streaming.session.Resizes;
import dev.jug.streaming.session.Streams;
import dev.jug.streaming.session.Wanted;
import dev.jug.streaming.socket.Channels;
import dev.jug.streaming.socket.SocketProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A command over a WebSocket: a channel for each stream. */
final class SocketCarrier implements Carrier {
  private static final int STDIN_ROOM = 65_536;
  private static final int RESIZE_ROOM = 1024;

  private final SocketProtocol protocol;
  private final Wanted wanted;
  private final Inbox stdin;
  private final Inbox resize;
  private final Channels channels;

  SocketCarrier(MessageSocket socket, Idle idle, SocketProtocol protocol, Wanted wanted) {
    this.protocol = protocol;
    this.wanted = wanted;
    this.stdin = inbox(wanted.stdin(), STDIN_ROOM);
    this.resize = inbox(wanted.terminal(), RESIZE_ROOM);
    var nothing = inbox(false, RESIZE_ROOM);
    var inboxes = List.of(stdin, nothing, nothing, nothing, resize);
    this.channels = new Channels(socket, protocol, inboxes, idle::heard);
  }

  private static Inbox inbox(boolean wanted, int room) {
    return wanted ? new Inbox(room, _ -> {}) : Inbox.closed(_ -> {});
  }

  @Override
  public void serve() throws IOException {
    channels.serve();
  }

  /** An empty message tells the client that it is connected. */
  @Override
  public Streams open() throws IOException {
    channels.out(lowest().ordinal()).write(new byte[0]);
    var resizes = new Resizes();
    if (wanted.terminal()) {
      Thread.ofVirtual().name("streaming-resize").start(new SizeReader(resize, resizes));
    }
    return new Streams(
        wanted.stdin() ? stdin : InputStream.nullInputStream(),
        out(StreamType.STDOUT, wanted.stdout()),
        out(StreamType.STDERR, wanted.stderr()),
        resizes);
  }

  private StreamType lowest() {
    if (wanted.stdout()) {
      return StreamType.STDOUT;
    }
    return wanted.stderr() ? StreamType.STDERR : StreamType.ERROR;
  }

  private OutputStream out(StreamType type, boolean isWanted) {
    return isWanted ? channels.out(type.ordinal()) : OutputStream.nullOutputStream();
  }

  @Override
  public void finish(Outcome outcome) throws IOException {
    stdin.close();
    var message = protocol.tellsStatus() ? outcome.status() : outcome.sentence();
    if (message.length > 0) {
      channels.out(StreamType.ERROR.ordinal()).write(message);
    }
    channels.end();
  }

  @Override
  public void close() {
    channels.close();
  }
}
