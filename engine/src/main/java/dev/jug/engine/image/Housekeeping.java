package dev.jug.engine.image;

import dev.jug.image.reclaim.DiskSpace;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.Reclaimed;
import dev.jug.image.reclaim.Reclaimed.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps the images small behind everybody's back, and says in the engine's log what went and why.
 * An engine that uses no images leaves them alone, unless the disk is too full.
 */
public final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final StoredImages images;
  private final Path place;
  private final Consumer<DiskSpace> crowded;
  private volatile ReclaimPolicy policy;
  private final Thread thread;
  private long lastExcess;

  /**
   * Begins.
   *
   * @param place the images' directory, which may not be there yet
   * @param crowded hears once of a disk that stays too full
   */
  public Housekeeping(
      StoredImages images, Path place, ReclaimPolicy policy, Consumer<DiskSpace> crowded) {
    this.images = images;
    this.place = place;
    this.policy = policy;
    this.crowded = crowded;
    thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
    startIfWanted();
  }

  private synchronized void startIfWanted() {
    if (policy.isEnabled() && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** Goes by another policy from the next look on. */
  public void follow(ReclaimPolicy other) {
    policy = other;
    startIfWanted();
  }

  private void run() {
    try {
      Thread.sleep(policy.period().compareTo(FIRST) < 0 ? policy.period() : FIRST);
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(policy.period());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      var now = policy;
      if (now.isEnabled() && Files.isDirectory(place)) {
        var space = DiskSpace.of(place);
        if (images.isOpen() || now.excess(space) > 0) {
          tell(images.get().upkeep().reclaim(now, space));
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "gc: nothing was removed: {0}", e.getMessage());
    }
  }

  private void tell(Reclaimed reclaimed) {
    for (var image : reclaimed.images()) {
      LOG.log(System.Logger.Level.INFO, line(image));
    }
    if (reclaimed.partialBytes() > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "gc: removed downloads that nobody came back for: "
              + reclaimed.partialBytes()
              + " bytes");
    }
    if (reclaimed.excess() > 0 && lastExcess == 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "gc: the disk is "
              + reclaimed.before().usedPercent()
              + "% full, and no image may go by itself (gc in /etc/jug/engine.json says which); 'jug system df --explain' shows what takes space");
      crowded.accept(reclaimed.before());
    }
    lastExcess = reclaimed.excess();
  }

  private static String line(Removal image) {
    return "gc: removed %s, unused for %d minutes, %d bytes: %s"
        .formatted(image.name(), image.unused().toMinutes(), image.bytes(), image.why());
  }

  /** Ends; a look that has begun comes to its end. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
