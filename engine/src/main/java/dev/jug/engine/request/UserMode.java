package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.IdMapping;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose ids the ids of a container's users are ({@code --userns}). */
public sealed interface UserMode {
  /** Nobody said; the engine's settings do, else they are the machine's. */
  record Unsaid() implements UserMode {}

  /** The machine's. */
  record Host() implements UserMode {}

  /**
   * Nobody else's: the engine chooses ids that no other container has.
   *
   * @param size how many, 0 for the usual number
   * @param uids what some of them are to be instead
   * @param gids the same of groups
   */
  record Auto(long size, List<IdMapping> uids, List<IdMapping> gids) implements UserMode {
    public Auto {
      uids = List.copyOf(uids);
      gids = List.copyOf(gids);
    }
  }

  /**
   * Nobody else's, but for one user, who is the same inside and outside.
   *
   * @param uid null if whoever asks did not say it yet
   * @param gid the user's group; null for the number of the user
   * @param size how many, 0 for the usual number
   */
  record KeepId(@Nullable Long uid, @Nullable Long gid, long size) implements UserMode {
    /** As {@code --user} has it. */
    String user() {
      return uid + ":" + (gid == null ? uid : gid);
    }
  }

  /**
   * What somebody wrote down.
   *
   * @param ranges for users and groups alike
   */
  record Mapped(List<IdMapping> ranges) implements UserMode {
    public Mapped {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * Reads {@code host}, {@code auto[:OPTION,…]}, {@code keep-id[:OPTION,…]}, {@code
   * map:CONTAINER:HOST:SIZE[,…]}, or nothing.
   *
   * @throws Invalid if it is none of these
   */
  @JsonCreator
  static UserMode parse(String text) {
    int colon = text.indexOf(':');
    var word = colon < 0 ? text : text.substring(0, colon);
    var options = colon < 0 ? List.<String>of() : List.of(text.substring(colon + 1).split(","));
    return switch (text) {
      case "host" -> new Host();
      case "", "default", "private" -> new Unsaid();
      default ->
          switch (word) {
            case "auto" -> auto(options);
            case "keep-id" -> keepId(options);
            case "map" -> mapped(text, options);
            default -> throw unknown(text);
          };
    };
  }

  private static Invalid unknown(String text) {
    return new Invalid(
        "invalid USER mode: " + text,
        "Use host, auto[:size=N,uidmapping=RANGE,gidmapping=RANGE], keep-id[:uid=N,gid=N,size=N]"
            + " or map:RANGE[,RANGE]; a range is CONTAINER:HOST:SIZE.");
  }

  private static Auto auto(List<String> texts) {
    var options = Pairs.read("auto", texts, List.of("size", "uidmapping", "gidmapping"));
    return new Auto(
        Objects.requireNonNullElse(options.number("size"), 0L),
        options.of("uidmapping").map(IdMap::range).toList(),
        options.of("gidmapping").map(IdMap::range).toList());
  }

  private static KeepId keepId(List<String> texts) {
    var options = Pairs.read("keep-id", texts, List.of("uid", "gid", "size"));
    return new KeepId(
        options.number("uid"),
        options.number("gid"),
        Objects.requireNonNullElse(options.number("size"), 0L));
  }

  private static Mapped mapped(String text, List<String> ranges) {
    if (ranges.isEmpty()) {
      throw unknown(text);
    }
    var mapped = new Mapped(ranges.stream().map(IdMap::range).toList());
    IdMap.of(mapped.ranges).check();
    return mapped;
  }

  /**
   * Options behind a word.
   *
   * @param all each NAME=VALUE, with a name that there is
   */
  record Pairs(List<String> all) {
    static Pairs read(String word, List<String> texts, List<String> names) {
      for (var text : texts) {
        if (names.stream().noneMatch(name -> text.startsWith(name + "="))) {
          throw new Invalid(
              "invalid USER mode: " + word + " has no option " + text,
              "There are " + String.join(", ", names) + ".");
        }
      }
      return new Pairs(texts);
    }

    Stream<String> of(String name) {
      return all.stream()
          .filter(option -> option.startsWith(name + "="))
          .map(option -> option.substring(name.length() + 1));
    }

    /** From 1 on: root of the machine is nobody to keep. */
    @Nullable Long number(String name) {
      return of(name).reduce((_, last) -> last).map(text -> number(name, text)).orElse(null);
    }

    private static long number(String name, String text) {
      try {
        long number = Long.parseLong(text);
        if (number > 0 && number < 0xffff_ffffL) {
          return number;
        }
      } catch (NumberFormatException _) {
        // Said below.
      }
      throw new Invalid(
          "invalid USER mode: " + name + "=" + text + " is not a number from 1 on",
          name.equals("size") ? "" : "Root of the machine cannot be a user of the container.");
    }
  }

  /** The notation that {@link #parse} reads. */
  @JsonValue
  default String shown() {
    return switch (this) {
      case Unsaid() -> "private";
      case Host() -> "host";
      case Auto(long size, var uids, var gids) ->
          with(
              "auto",
              Stream.of(
                      sized(size),
                      uids.stream().map(range -> "uidmapping=" + IdMap.shown(range)),
                      gids.stream().map(range -> "gidmapping=" + IdMap.shown(range)))
                  .flatMap(each -> each));
      case KeepId(var uid, var gid, long size) ->
          with(
              "keep-id",
              Stream.of(option("uid", uid), option("gid", gid), sized(size)).flatMap(each -> each));
      case Mapped(var ranges) -> with("map", ranges.stream().map(IdMap::shown));
    };
  }

  private static Stream<String> sized(long size) {
    return option("size", size == 0 ? null : size);
  }

  private static Stream<String> option(String name, @Nullable Long value) {
    return value == null ? Stream.empty() : Stream.of(name + "=" + value);
  }

  private static String with(String word, Stream<String> options) {
    var list = String.join(",", options.toList());
    return list.isEmpty() ? word : word + ":" + list;
  }
}
