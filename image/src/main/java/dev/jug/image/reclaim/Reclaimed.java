package dev.jug.image.reclaim;

import java.time.Duration;
import java.util.List;

/**
 * What was removed of a store by itself.
 *
 * @param images those that went
 * @param partialBytes how much of the disk was taken by downloads that nobody came back for
 * @param before the disk before
 * @param excess how many bytes too much there still are; 0 if the disk is not too full
 */
public record Reclaimed(List<Removal> images, long partialBytes, DiskSpace before, long excess) {
  /**
   * An image that went.
   *
   * @param name its names, or its digest if it had none
   * @param unused how long it had not been used
   * @param why in words: {@code the disk is 87% full}
   * @param bytes how much of the disk is free again
   */
  public record Removal(String name, Duration unused, String why, long bytes) {}

  public Reclaimed {
    images = List.copyOf(images);
  }
}
