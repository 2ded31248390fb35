package dev.jug.play.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a manifest cannot say of containers, in words for who wants one. */
final class Omissions {
  private final List<String> all = new ArrayList<>();

  /** Notes it if there is any. */
  void note(String container, String what, boolean used) {
    if (used) {
      all.add(container + ": left out: " + what);
    }
  }

  void note(String container, String what, Collection<?> used) {
    note(container, what, !used.isEmpty());
  }

  void note(String container, String what, Map<?, ?> used) {
    note(container, what, !used.isEmpty());
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
