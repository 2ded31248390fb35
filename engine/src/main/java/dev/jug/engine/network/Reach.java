package dev.jug.engine.network;

import dev.jug.engine.view.ReachView;
import dev.jug.engine.view.ReachView.Outcome;
import dev.jug.engine.view.ReachView.RuleView;
import dev.jug.network.address.Addresses;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What is found out about whether a container reaches something, as it is found out. */
final class Reach {
  private final String from;
  private final String to;
  private final Protocol protocol;
  private final int port;
  private final List<RuleView> rules = new ArrayList<>();
  private String address = "";

  Reach(String from, String to, Protocol protocol, int port) {
    this.from = from;
    this.to = to;
    this.protocol = protocol;
    this.port = port;
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }

  Protocol protocol() {
    return protocol;
  }

  int port() {
    return port;
  }

  String portText() {
    return port + "/" + protocol.word();
  }

  void goesTo(InetAddress where) {
    address = Addresses.text(where);
  }

  void passes(String rule, String text) {
    rules.add(new RuleView(rule, Outcome.PASSES, text));
  }

  void notes(String rule, String text) {
    rules.add(new RuleView(rule, Outcome.NOTED, text));
  }

  ReachView accepted(String rule, String text) {
    return accepted(rule, text, "");
  }

  ReachView accepted(String rule, String text, String remedy) {
    rules.add(new RuleView(rule, Outcome.ACCEPTED, text));
    return new ReachView(true, from, to, address, portText(), rules, remedy);
  }

  ReachView refused(String rule, String text, String remedy) {
    rules.add(new RuleView(rule, Outcome.REFUSED, text));
    return new ReachView(false, from, to, address, portText(), rules, remedy);
  }
}
