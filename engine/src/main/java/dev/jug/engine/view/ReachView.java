package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Whether a container reaches something, rule by rule.
 *
 * @param reached what becomes of its packets
 * @param from the container's name
 * @param to what was asked for: a container's name, an address, a name
 * @param address where its packets go; empty if that is not known
 * @param port such as {@code 5432/tcp}
 * @param rules what decides, in the order in which a packet meets it; the last one decided
 * @param remedy what to change to have it otherwise; empty if there is nothing to change
 */
public record ReachView(
    @JsonProperty("Reached") boolean reached,
    @JsonProperty("From") String from,
    @JsonProperty("To") String to,
    @JsonProperty("Address") String address,
    @JsonProperty("Port") String port,
    @JsonProperty("Rules") List<RuleView> rules,
    @JsonProperty("Remedy") String remedy) {
  public ReachView {
    rules = List.copyOf(rules);
  }

  /** What a rule says. */
  public enum Outcome {
    /** It does not stop it; others decide. */
    PASSES,
    /** Nothing else stops it. */
    ACCEPTED,
    /** It goes no further. */
    REFUSED,
    /** It is worth knowing. */
    NOTED
  }

  /**
   * A rule.
   *
   * @param rule what kind it is of: names, networks, egress, policy, icc, published, outside,
   *     listens
   * @param outcome what it says
   * @param text why
   */
  public record RuleView(
      @JsonProperty("Rule") String rule,
      @JsonProperty("Outcome") Outcome outcome,
      @JsonProperty("Text") String text) {}
}
