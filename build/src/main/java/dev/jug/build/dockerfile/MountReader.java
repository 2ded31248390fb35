package dev.jug.build.dockerfile;

import dev.jug.build.dockerfile.Mount.Sharing;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a mount of its options. */
final class MountReader {
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "bind", Set.of("from", "source", "target", "readonly", "readwrite"),
          "cache",
              Set.of(
                  "id",
                  "from",
                  "source",
                  "target",
                  "readonly",
                  "readwrite",
                  "sharing",
                  "mode",
                  "uid",
                  "gid"),
          "tmpfs", Set.of("target", "size"),
          "secret", Set.of("id", "target", "env", "required", "mode", "uid", "gid"),
          "ssh", Set.of("id", "target", "required", "mode", "uid", "gid"));
  private static final int SECRET_MODE = 0400;
  private static final int SOCKET_MODE = 0600;
  private static final int CACHE_MODE = 0755;
  private static final int HIGHEST_MODE = 07777;
  private static final long HIGHEST_ID = 0xffff_fffeL;

  private final MountFlag flag;
  private final UnaryOperator<String> expand;

  MountReader(MountFlag flag, UnaryOperator<String> expand) {
    this.flag = flag;
    this.expand = expand;
  }

  Mount read() {
    var type = text("type", "bind");
    var keys = KEYS.get(type);
    if (keys == null) {
      throw wrong("unsupported mount type \"" + type + "\"" + Nearest.hint(type, KEYS.keySet()));
    }
    for (var key : flag.options().keySet()) {
      if (!key.equals("type") && !keys.contains(key)) {
        throw wrong("unexpected key '" + key + "' for mount type '" + type + "'");
      }
    }
    return switch (type) {
      case "bind" -> new Mount.Bind(target(), flag.from(), text("source", "/"), isWritable(false));
      case "cache" -> cache();
      case "tmpfs" -> new Mount.Tmpfs(target(), size());
      case "secret" -> secret();
      default ->
          new Mount.Ssh(
              flag.options().containsKey("target") ? target() : null,
              text("id", "default"),
              truth("required"),
              mode(SOCKET_MODE),
              number("uid"),
              number("gid"));
    };
  }

  private Mount cache() {
    var target = target();
    return new Mount.Cache(
        target,
        text("id", target),
        !isWritable(true),
        sharing(),
        flag.from(),
        text("source", "/"),
        mode(CACHE_MODE),
        number("uid"),
        number("gid"));
  }

  private Mount secret() {
    var env = optional("env");
    var wanted = optional("target");
    var name = wanted == null ? "" : wanted.substring(wanted.lastIndexOf('/') + 1);
    var id = text("id", name.isEmpty() && env != null ? env : name);
    if (id.isEmpty()) {
      throw wrong("invalid secret mount: one of id, target is required");
    }
    var place = "/run/secrets/" + id.substring(id.lastIndexOf('/') + 1);
    return new Mount.Secret(
        wanted == null && env == null ? place : wanted,
        id,
        env,
        truth("required"),
        mode(SECRET_MODE),
        number("uid"),
        number("gid"));
  }

  private String target() {
    var target = text("target", "");
    if (target.isEmpty()) {
      throw wrong("invalid mount: target is required");
    }
    return target;
  }

  private boolean isWritable(boolean usual) {
    if (flag.options().containsKey("readwrite")) {
      return truth("readwrite");
    }
    return flag.options().containsKey("readonly") ? !truth("readonly") : usual;
  }

  private Sharing sharing() {
    return switch (text("sharing", "shared")) {
      case "shared" -> Sharing.SHARED;
      case "private" -> Sharing.PRIVATE;
      case "locked" -> Sharing.LOCKED;
      case String other ->
          throw wrong("unsupported sharing value \"" + other + "\": shared, private or locked");
    };
  }

  private boolean truth(String key) {
    return switch (text(key, flag.options().containsKey(key) ? "true" : "false")) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      case String other -> throw wrong("invalid value for " + key + ": " + other);
    };
  }

  private int mode(int usual) {
    return (int) parsed("mode", 8, usual, HIGHEST_MODE);
  }

  private long number(String key) {
    return parsed(key, 10, 0, HIGHEST_ID);
  }

  private long parsed(String key, int radix, long usual, long highest) {
    var text = optional(key);
    if (text == null) {
      return usual;
    }
    try {
      long value = Long.parseLong(text, radix);
      if (value >= 0 && value <= highest) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // Said below.
    }
    throw wrong("invalid value " + text + " for " + key);
  }

  private long size() {
    var text = text("size", "0").toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
    int shift = text.isEmpty() ? -1 : "kmgt".indexOf(text.charAt(text.length() - 1));
    var digits = shift < 0 ? text : text.substring(0, text.length() - 1);
    if (!digits.matches("[0-9]{1,12}") || digits.length() + 3 * (shift + 1) > 18) {
      throw wrong("invalid value for size: " + flag.options().get("size"));
    }
    return Long.parseLong(digits) << (10 * (shift + 1));
  }

  private String text(String key, String usual) {
    var text = optional(key);
    return text == null ? usual : text;
  }

  private @Nullable String optional(String key) {
    var raw = flag.options().get(key);
    return raw == null || raw.isEmpty() ? null : expand.apply(raw);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " in --mount=" + flag.text());
  }
}
