package dev.jug.network.dns;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A zone of a few names. */
record FakeZone(Map<String, List<InetAddress>> names) implements Zone {
  /** {@code web} has both families, {@code many} three addresses, {@code crowd} two hundred. */
  static FakeZone usual() {
    return new FakeZone(
        Map.of(
            "web", all("172.18.0.2", "fd00::2"),
            "web.backend", all("172.18.0.2"),
            "many", all("172.18.0.3", "172.18.0.4", "172.18.0.5"),
            "crowd", IntStream.range(0, 200).mapToObj(i -> address("172.19.0." + i)).toList()));
  }

  static List<InetAddress> all(String... texts) {
    return Arrays.stream(texts).map(FakeZone::address).toList();
  }

  static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  @Override
  public List<InetAddress> addresses(String name) {
    return names.getOrDefault(name, List.of());
  }

  @Override
  public Optional<String> name(InetAddress address) {
    return names.entrySet().stream()
        .filter(each -> each.getValue().contains(address))
        .map(Map.Entry::getKey)
        .filter(name -> !name.contains("."))
        .findFirst();
  }
}
