package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoWriter;
import dev.jug.image.step.CachedStep;

/**
 * A step that builds keep.
 *
 * @param step what it is
 * @param size bytes that are there for it alone
 */
public record UsageRecord(CachedStep step, long size) {
  private static final int SHOWN = 12;

  /** As a message. */
  public void write(ProtoWriter out) {
    out.text(1, step.key().hex().substring(0, SHOWN)).number(4, size);
    out.time(6, step.created()).time(7, step.lastUse()).number(8, 1);
    out.text(9, step.what()).text(10, "regular");
  }
}
