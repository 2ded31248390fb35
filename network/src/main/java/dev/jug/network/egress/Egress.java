package dev.jug.network.egress;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What an endpoint may reach; nothing else. Answers go out to whom may reach it.
 *
 * @param allowances none: nothing at all
 */
public record Egress(List<Allowance> allowances) {
  /** The endpoint's option that says it: words with blanks between them. */
  public static final String OPTION = "dev.jug.egress";

  private static final String ALL = "all";
  private static final String NONE = "none";

  public Egress {
    allowances = List.copyOf(allowances);
  }

  /**
   * Reads an endpoint's options.
   *
   * @return empty if it may reach everything
   * @throws NetworkException if it makes no sense
   */
  public static Optional<Egress> of(Map<String, String> options) {
    return parse(List.of(options.getOrDefault(OPTION, ALL).trim().split("\\s+")));
  }

  /**
   * Reads words.
   *
   * @return empty if they say {@code all}
   * @throws NetworkException if they make no sense
   */
  public static Optional<Egress> parse(List<String> words) {
    var allowances = new ArrayList<Allowance>();
    for (var word : words) {
      if ((word.equals(ALL) || word.equals(NONE)) && words.size() > 1) {
        throw new NetworkException(
            Kind.INVALID,
            "conflicting options: egress " + String.join(" and ", words),
            word + " stands alone.");
      }
      if (word.equals(ALL)) {
        return Optional.empty();
      }
      if (!word.equals(NONE)) {
        allowances.add(AllowanceParser.parse(word));
      }
    }
    return Optional.of(new Egress(allowances));
  }

  /** Those that are names. */
  public Stream<Allowance.Named> names() {
    return allowances.stream()
        .flatMap(each -> each instanceof Allowance.Named named ? Stream.of(named) : Stream.of());
  }

  /**
   * Whether others may be asked for a name: if nothing but names may be reached, only for those.
   */
  public boolean mayAskFor(String name) {
    return allowances.stream()
        .anyMatch(each ->
            switch (each) {
              case Allowance.Anywhere _, Allowance.Block _ -> true;
              case Allowance.Named named -> named.isAbout(name);
            });
  }

  /**
   * What lets a packet go.
   *
   * @param isNamed whether an address is one of a name's
   */
  public Optional<Allowance> permitting(
      InetAddress to,
      Protocol protocol,
      int port,
      BiPredicate<Allowance.Named, InetAddress> isNamed) {
    return allowances.stream()
        .filter(each ->
            switch (each) {
              case Allowance.Anywhere(var area) -> area.contains(to);
              case Allowance.Block(var prefix, var ports) ->
                  prefix.contains(to)
                      && (ports.isEmpty()
                          || ports.stream().anyMatch(range -> range.contains(protocol, port)));
              case Allowance.Named named ->
                  isNamed.test(named, to)
                      && (named.ports().isEmpty()
                          || named.ports().stream()
                              .anyMatch(range -> range.contains(protocol, port)));
            })
        .findFirst();
  }

  /** As people write it. */
  @Override
  public String toString() {
    return allowances.isEmpty()
        ? NONE
        : String.join(" ", allowances.stream().map(Allowance::toString).toList());
  }
}
