package dev.jug.cli.image;

import dev.jug.door.text.Size;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Digest;

/**
 * How far one blob is, and how that reads.
 *
 * @param direction whether it comes or goes
 * @param blob which
 * @param phase what is being done
 * @param done bytes behind us
 * @param size bytes in all, -1 if that is not known
 * @param speed bytes a second; 0 if that is not known
 */
record BlobState(Direction direction, Digest blob, Phase phase, long done, long size, long speed) {
  private static final int BAR = 30;

  /** Docker has words of its own for either. */
  enum Direction {
    PULL,
    PUSH
  }

  /** The line for a terminal, which is drawn anew. */
  String moving() {
    return switch (phase) {
      case DOWNLOADING, UPLOADING -> line(word() + " " + bar() + amount());
      case WAITING, EXISTS, RETRYING, UNPACKING, MOUNTED, DONE -> line(word());
    };
  }

  /** The line for a file, which is written once for each phase. */
  String still() {
    return line(word());
  }

  private String line(String text) {
    return blob.shortened() + ": " + text;
  }

  private String word() {
    return switch (phase) {
      case WAITING -> "Waiting";
      case EXISTS -> pushed() ? "Layer already exists" : "Already exists";
      case DOWNLOADING -> "Downloading";
      case RETRYING -> "Retrying: the connection broke";
      case UNPACKING -> "Extracting";
      case UPLOADING -> "Pushing";
      case MOUNTED -> "Mounted from another repository";
      case DONE -> pushed() ? "Pushed" : "Pull complete";
    };
  }

  private boolean pushed() {
    return direction == Direction.PUSH;
  }

  private String bar() {
    if (size <= 0) {
      return "";
    }
    int filled = (int) (Math.min(done, size) * BAR / size);
    var arrow = filled == BAR ? "" : ">";
    return "[" + "=".repeat(filled) + arrow + " ".repeat(BAR - filled - arrow.length()) + "] ";
  }

  private String amount() {
    var all = size < 0 ? "" : "/" + Size.brief(size);
    return Size.brief(done) + all + (speed > 0 ? "  " + Size.brief(speed) + "/s" : "");
  }
}
