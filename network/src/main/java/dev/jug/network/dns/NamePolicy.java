package dev.jug.network.dns;

import java.net.InetAddress;
import java.time.Duration;

/** Which names a sandbox may ask others for, and who hears of the answers. Thread-safe. */
public interface NamePolicy {
  /** All, and nobody. */
  NamePolicy FREE =
      new NamePolicy() {
        @Override
        public boolean mayAsk(String name) {
          return true;
        }

        @Override
        public boolean isListening() {
          return false;
        }

        @Override
        public void answered(String name, InetAddress address, Duration time) {
          // Nobody wants to know.
        }
      };

  /**
   * Whether others may be asked for a name.
   *
   * @param name in lower case, without a dot at the end
   */
  boolean mayAsk(String name);

  /** Whether answers are of interest at all. */
  boolean isListening();

  /**
   * A name has an address; the client hears it only after this has returned.
   *
   * @param time for how long it has it
   */
  void answered(String name, InetAddress address, Duration time);
}
