package dev.jug.app;

import dev.jug.linux.ns.NamespaceKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * The engine's own namespaces. What another process calls a path, a process or a network has to be
 * the same here, or this engine cannot work for it.
 */
record Namespaces(Map<NamespaceKind, String> identities) {
  static Namespaces own() {
    var own = new EnumMap<NamespaceKind, String>(NamespaceKind.class);
    for (var kind : NamespaceKind.values()) {
      kind.identity("self").ifPresent(identity -> own.put(kind, identity));
    }
    return new Namespaces(own);
  }

  /** Whether a process has all of them too. */
  boolean areSharedBy(int pid) {
    return pid > 0
        && identities.entrySet().stream()
            .allMatch(own -> isShared(own.getKey(), own.getValue(), pid));
  }

  private static boolean isShared(NamespaceKind kind, String own, int pid) {
    return kind.identity(Integer.toString(pid)).filter(own::equals).isPresent();
  }
}
