package dev.jug.network.firewall;

import dev.jug.linux.Fd;

/** What an engine before this one may have made with the other back end. */
public interface Predecessor {
  /** There was none, and there will be none. */
  Predecessor NONE =
      new Predecessor() {
        @Override
        public void leave(Fd sandbox) {
          // It was in none.
        }

        @Override
        public void clear() {
          // It has left nothing.
        }
      };

  /** Takes away what it made in a sandbox. */
  void leave(Fd sandbox);

  /** Takes away what it made on this host. */
  void clear();
}
