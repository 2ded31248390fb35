package dev.jug.image.transfer;

import dev.jug.oci.image.Digest;

/** Hears how far a transfer is. Called from several threads, often: must be quick. */
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (_, _, _, _) -> {};

  /** What is being done with a blob. */
  enum Phase {
    WAITING,
    EXISTS,
    DOWNLOADING,
    RETRYING,
    UNPACKING,
    UPLOADING,
    MOUNTED,
    DONE
  }

  /**
   * A blob is this far.
   *
   * @param done bytes of it that are behind us in this phase
   * @param size bytes in all; -1 if that is not known
   */
  void update(Digest blob, Phase phase, long done, long size);
}
