package dev.jug.streaming.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.streaming.session.Resizes;
import dev.jug.streaming.session.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * Reads what clients say of their terminals: JSON objects with {@code Width} and {@code Height},
 * one behind the other. What is no such object is passed over, for a terminal of the wrong size is
 * still one.
 */
public final class SizeReader implements Runnable {
  /** Bytes of an object; what is longer is none. */
  private static final int LONGEST = 256;

  private static final Pattern SIZE =
      Pattern.compile("\"(width|height)\"\\s*:\\s*(\\d{1,5})\\b", Pattern.CASE_INSENSITIVE);
  private static final int LARGEST = 65535;

  private final InputStream in;
  private final Resizes resizes;

  /** Will read a client's stream to its end. */
  public SizeReader(InputStream in, Resizes resizes) {
    this.in = in;
    this.resizes = resizes;
  }

  @Override
  public void run() {
    var object = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '{') {
          object.reset();
        }
        if (object.size() < LONGEST) {
          object.write(b);
        }
        if (b == '}') {
          tell(object.toString(UTF_8));
          object.reset();
        }
      }
    } catch (IOException _) {
      // The client is gone, and whoever runs the command hears of it.
    }
  }

  private void tell(String object) {
    int columns = -1;
    int rows = -1;
    var field = SIZE.matcher(object);
    while (field.find()) {
      int value = Integer.parseInt(field.group(2));
      if (field.group(1).equalsIgnoreCase("width")) {
        columns = value;
      } else {
        rows = value;
      }
    }
    if (object.endsWith("}") && fits(columns) && fits(rows)) {
      resizes.tell(new TerminalSize(columns, rows));
    }
  }

  private static boolean fits(int value) {
    return value >= 0 && value <= LARGEST;
  }
}
