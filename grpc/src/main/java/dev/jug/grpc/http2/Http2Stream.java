package dev.jug.grpc.http2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One call on a connection. One thread may read while another writes. */
public final class Http2Stream {
  private final int id;
  private final Outgoing outgoing;
  private final SendWindow window;
  private final SendWindow shared;
  private final Inbox inbox = new Inbox();
  private int taken;
  private volatile boolean sent;
  private volatile Runnable gone = () -> {};

  Http2Stream(int id, Outgoing outgoing, SendWindow window, SendWindow shared) {
    this.id = id;
    this.outgoing = outgoing;
    this.window = window;
    this.shared = shared;
  }

  int id() {
    return id;
  }

  Inbox inbox() {
    return inbox;
  }

  SendWindow window() {
    return window;
  }

  /**
   * Says what to do if the other end, or the connection, gives the stream up. It runs on the thread
   * that reads the connection, so it must not wait.
   */
  public void whenGone(Runnable what) {
    gone = what;
    if (inbox.hasFailed()) {
      what.run();
    }
  }

  void fail(IOException why) {
    inbox.fail(why);
    window.fail(why);
    gone.run();
  }

  /** Whether neither direction is open. */
  boolean isOver() {
    return sent && inbox.isEnded();
  }

  /** Waits for the header fields of the message. */
  public List<Field> headers() throws IOException, InterruptedException {
    return inbox.awaitHeaders();
  }

  /** The fields behind the data, once that has ended. */
  public List<Field> trailers() {
    return inbox.trailers();
  }

  /** Sends header fields. */
  public void send(List<Field> fields, boolean last) throws IOException, InterruptedException {
    var block = FieldWriter.write(fields);
    var frames = new ByteArrayOutputStream(block.length + 64);
    int at = 0;
    do {
      int end = Math.min(block.length, at + Frame.LARGEST);
      int flags = (end == block.length ? Frame.END_HEADERS : 0);
      if (at == 0 && last) {
        flags |= Frame.END_STREAM;
      }
      var part = Arrays.copyOfRange(block, at, end);
      int type = at == 0 ? Frame.HEADERS : Frame.CONTINUATION;
      frames.writeBytes(new Frame(type, flags, id, part).bytes());
      at = end;
    } while (at < block.length);
    outgoing.send(frames.toByteArray());
    sent |= last;
  }

  /** Sends data, as much at a time as the other end has room for. */
  public void send(byte[] data, boolean last) throws IOException, InterruptedException {
    int at = 0;
    while (at < data.length) {
      int mine = window.take(Math.min(data.length - at, Frame.LARGEST));
      int ours = shared.take(mine);
      window.add(mine - (long) ours);
      var part = Arrays.copyOfRange(data, at, at + ours);
      at += ours;
      int flags = last && at == data.length ? Frame.END_STREAM : 0;
      outgoing.send(new Frame(Frame.DATA, flags, id, part));
    }
    if (last && data.length == 0) {
      outgoing.send(new Frame(Frame.DATA, Frame.END_STREAM, id, data));
    }
    sent |= last;
  }

  /** Gives the stream up, unless it is over. */
  public void reset() throws IOException, InterruptedException {
    if (!isOver()) {
      sent = true;
      outgoing.send(Frame.of(Frame.RST_STREAM, id, Http2Exception.CANCEL));
      inbox.fail(new Http2Exception(Http2Exception.CANCEL, "the call was given up"));
    }
  }

  /** The data that comes. An interrupt ends a read with {@link java.io.InterruptedIOException}. */
  public InputStream in() {
    return new StreamInput(this::take);
  }

  private Optional<byte[]> take() throws IOException, InterruptedException {
    var bytes = inbox.take();
    if (bytes.isPresent()) {
      taken += bytes.get().length;
      if (taken >= Inbox.ROOM / 2 && !inbox.isEnded()) {
        outgoing.send(Frame.of(Frame.WINDOW_UPDATE, id, taken));
        taken = 0;
      }
    }
    return bytes;
  }
}
