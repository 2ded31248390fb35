package dev.jug.engine.settings;

import dev.jug.engine.settings.DoorScope.Labelled;
import dev.jug.engine.settings.DoorScope.Looks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A socket for people who may not do everything:
 *
 * <pre>{@code
 * {"scoped-sockets": [{"path": "/run/jug/look.sock", "access": "read", "group": "monitoring"},
 *                     {"path": "/run/jug/blue.sock", "label": "team=blue", "group": "blue"}]}
 * }</pre>
 *
 * @param path where it is
 * @param group whose members may use it; the engine's if it is not said
 * @param scope what they see
 */
public record ScopedSocket(Path path, Optional<String> group, DoorScope scope) {
  static List<ScopedSocket> read(Section root) {
    return root.list("scoped-sockets").stream().map(ScopedSocket::of).toList();
  }

  private static ScopedSocket of(Section section) {
    var path = section.parsed("path", "an absolute path", PlaceSettings::absolute);
    var access = section.word("access", List.of("read"));
    var label = section.parsed("label", "NAME=VALUE", ScopedSocket::label);
    var group = section.text("group");
    section.refuseOthers(Set.of());
    if (path.isEmpty()) {
      throw section.wrong("path", "it is missing");
    }
    if (access.isPresent() == label.isPresent()) {
      throw section.wrong("access", "one of access and label says what is seen there");
    }
    var scope = label.map(DoorScope.class::cast).orElseGet(Looks::new);
    return new ScopedSocket(path.get(), group, scope);
  }

  private static Labelled label(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException("it has no name, or no value");
    }
    return new Labelled(text.substring(0, equals), text.substring(equals + 1));
  }
}
