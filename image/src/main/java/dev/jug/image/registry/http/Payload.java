package dev.jug.image.registry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a request sends. It is opened anew for each attempt. */
public interface Payload {
  /** Nothing. */
  Payload NONE = of(new byte[0]);

  /** How many bytes it has. */
  long length();

  /** The bytes; the caller closes them. */
  InputStream open() throws IOException;

  /** These bytes. */
  static Payload of(byte[] bytes) {
    return new Payload() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
