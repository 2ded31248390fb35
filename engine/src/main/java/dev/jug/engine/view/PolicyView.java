package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.network.Member;
import dev.jug.network.Network;
import dev.jug.network.policy.Policy;
import dev.jug.network.policy.Selector;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A policy, and who is meant by it.
 *
 * @param id 64 hexadecimal digits
 * @param name unique on its network
 * @param network the network's name
 * @param created when it was made
 * @param from who may, as people write it
 * @param to who may be reached
 * @param ports at which; none for all
 * @param senders names of the containers that may now
 * @param receivers names of those that may be reached now
 */
public record PolicyView(
    @JsonProperty("Id") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("Network") String network,
    @JsonProperty("Created") String created,
    @JsonProperty("From") List<String> from,
    @JsonProperty("To") List<String> to,
    @JsonProperty("Ports") List<String> ports,
    @JsonProperty("Senders") List<String> senders,
    @JsonProperty("Receivers") List<String> receivers) {
  /** Of a policy of a network. */
  public static PolicyView of(Policy policy, Network network) {
    return new PolicyView(
        policy.id(),
        policy.name(),
        network.record().name(),
        policy.created().toString(),
        policy.from().stream().map(Selector::toString).toList(),
        policy.to().stream().map(Selector::toString).toList(),
        policy.ports(),
        names(network, policy::isFrom),
        names(network, policy::isTo));
  }

  private static List<String> names(Network network, Predicate<Map<String, String>> isMeant) {
    return network.members().stream()
        .filter(member -> isMeant.test(member.labels()))
        .map(Member::name)
        .toList();
  }
}
