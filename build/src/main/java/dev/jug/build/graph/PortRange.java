package dev.jug.build.graph;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Ports of {@code EXPOSE}, one by one. */
final class PortRange {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/([A-Za-z]+))?");
  private static final int HIGHEST = 65_535;

  private PortRange() {}

  static List<String> parse(String word, Fault fault) {
    var match = FORM.matcher(word);
    if (!match.matches()) {
      throw wrong(word, fault);
    }
    int first = Integer.parseInt(match.group(1));
    int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
    var protocol = match.group(3) == null ? "tcp" : match.group(3).toLowerCase(Locale.ROOT);
    if (last < first || last > HIGHEST || !List.of("tcp", "udp", "sctp").contains(protocol)) {
      throw wrong(word, fault);
    }
    return IntStream.rangeClosed(first, last).mapToObj(port -> port + "/" + protocol).toList();
  }

  private static RuntimeException wrong(String word, Fault fault) {
    return fault.of(
        "invalid containerPort: " + word, "write 80, 80/udp or 8000-8010; tcp, udp or sctp");
  }
}
