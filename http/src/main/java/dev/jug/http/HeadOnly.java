package dev.jug.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer that has none, as for HEAD: only the head gets through. */
final class HeadOnly extends OutputStream {
  private final HeadFirst out;

  HeadOnly(HeadFirst out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    out.flush();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.flush();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
