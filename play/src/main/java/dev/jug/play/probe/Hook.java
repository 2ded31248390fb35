package dev.jug.play.probe;

import dev.jug.engine.PodContainer;
import dev.jug.kube.model.Check;
import dev.jug.kube.model.Container;
import java.time.Duration;

/**
 * What a manifest has done to a container after its start, or before its end.
 *
 * @param prober knows how
 * @param check what
 */
public record Hook(Prober prober, Check check) {
  /** One for a container that runs, at the address of its pod. */
  public static Hook of(PodContainer running, Container spec, String address, Check check) {
    return new Hook(new Prober(running, spec, address), check);
  }

  /**
   * Does it.
   *
   * @param most how long it may take
   * @return whether it went well, in time
   */
  public boolean run(Duration most) throws InterruptedException {
    if (check instanceof Check.Sleep(var time)) {
      Thread.sleep(time.compareTo(most) < 0 ? time : most);
      return true;
    }
    return prober.isGood(check, most);
  }
}
