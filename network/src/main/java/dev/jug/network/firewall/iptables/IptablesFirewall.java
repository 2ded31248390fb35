package dev.jug.network.firewall.iptables;

import dev.jug.linux.Fd;
import dev.jug.network.egress.Allowance;
import dev.jug.network.error.NetworkException;
import dev.jug.network.firewall.BackEnd;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.FilteredFrames;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.firewall.LearnedAddresses;
import dev.jug.network.firewall.PolicyRules;
import dev.jug.network.firewall.Predecessor;
import dev.jug.network.firewall.Publication;
import dev.jug.network.firewall.Refusal;
import dev.jug.network.firewall.RefusalReports;
import dev.jug.network.firewall.RefusalWatch;
import dev.jug.network.firewall.StaleFlows;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules in chains of iptables(8) that are the engine's own, each led to by one rule of the kernel's
 * chains. They are there while there is a bridge. What was said is written as text, and what of
 * that is not in the kernel yet is brought there by one run of {@code iptables-restore}.
 */
public final class IptablesFirewall implements Firewall {
  private final String name;
  private final ChainNames names;
  private final Optional<Programs> programs;
  private final Path note;
  private final Predecessor former;
  private final RuleState state = new RuleState();
  private final RefusalReports refusals;
  private final List<FamilyTables> families;
  private boolean held;
  private @Nullable RuleClock clock;
  private @Nullable Pulse pulse;
  private @Nullable Object seen;

  /**
   * Rules of this engine; nothing is changed yet.
   *
   * @param name of all that is the engine's, 12 characters at most
   * @param programs empty if there are none: then nothing can be made
   * @param note where the programs are written down while there are rules
   * @param former what is there of the other back end, which goes when these rules are made
   */
  public IptablesFirewall(String name, Optional<Programs> programs, Path note, Predecessor former) {
    this.name = name;
    this.names = ChainNames.tagged(name);
    this.programs = programs;
    this.note = note;
    this.former = former;
    this.refusals = new RefusalReports(name);
    this.families = FamilyTables.of(names, programs);
  }

  @Override
  public BackEnd backEnd() {
    return BackEnd.IPTABLES;
  }

  @Override
  public synchronized void hold() {
    held = true;
  }

  @Override
  public synchronized void settle() {
    held = false;
    var noted = Programs.noted(note);
    if (state.bridges.isEmpty()) {
      clear();
    } else {
      make();
    }
    // The same words may have meant other programs before.
    noted
        .filter(others -> !Optional.of(others).equals(programs))
        .ifPresent(others -> FamilyTables.remove(names, others));
    former.clear();
  }

  /** Makes the chains what they are to be, whatever they are. */
  private void make() {
    writeNote();
    recall();
    for (boolean ipv4 : new boolean[] {true, false}) {
      var wanted = rules(ipv4);
      var tables = tables(ipv4);
      if (!wanted.isEmpty() || !tables.made().isEmpty()) {
        tables.replace(wanted);
      }
    }
    watch();
  }

  private FamilyTables tables(boolean ipv4) {
    return ipv4 ? families.getFirst() : families.getLast();
  }

  private Ruleset rules(boolean ipv4) {
    return new FamilyRules(state, names, ipv4, RefusalWatch.group(name)).make();
  }

  private void writeNote() {
    if (programs.isPresent()) {
      programs.get().note(note);
    }
  }

  /** Knows which addresses of names an earlier engine let through. */
  private void recall() {
    for (var endpoint : state.endpoints.values()) {
      var device = endpoint.device();
      boolean hasNames =
          endpoint.egress().filter(egress -> egress.names().findAny().isPresent()).isPresent();
      if (hasNames && !state.learned.knows(device)) {
        for (boolean ipv4 : new boolean[] {true, false}) {
          if (state.has(ipv4)) {
            tables(ipv4)
                .read()
                .learned(
                    names.of(device),
                    (named, address) ->
                        state.learned.add(device, named, address, LearnedAddresses.RECALLED));
          }
        }
      }
    }
  }

  private void watch() {
    seen = null;
    if (pulse == null && programs.isPresent()) {
      pulse = Pulse.of(programs.get());
    }
    if (clock == null) {
      clock = new RuleClock(this::look);
    }
    listen();
  }

  private void listen() {
    if (state.canRefuse()) {
      refusals.begin();
    }
  }

  /** Lets go of addresses whose time is over, and makes again what others took away. */
  private synchronized void look() {
    if (held || pulse == null) {
      return;
    }
    if (!state.learned.isEmpty()) {
      change();
    }
    var now = pulse.now();
    if (!now.equals(seen)) {
      if (families.stream().allMatch(FamilyTables::isThere)) {
        seen = now;
      } else {
        make();
      }
    }
  }

  /** Brings what has changed to the kernel. */
  private void change() {
    if (held || pulse == null) {
      return;
    }
    for (boolean ipv4 : new boolean[] {true, false}) {
      var wanted = rules(ipv4);
      if (!wanted.equals(tables(ipv4).made())) {
        seen = null;
        try {
          tables(ipv4).change(wanted);
        } catch (NetworkException e) {
          // Another program may have just taken away what the change is about.
          tables(ipv4).replace(wanted);
        }
      }
    }
  }

  /** It could, if netfilter saw all frames of the bridge: that is for who asks for it. */
  @Override
  public boolean canGuard() {
    return false;
  }

  @Override
  public synchronized void isolate(Collection<String> devices) {
    if (!state.apart.equals(Set.copyOf(devices))) {
      state.apart.clear();
      state.apart.addAll(devices);
      change();
    }
  }

  @Override
  public synchronized void add(BridgeRules bridge) {
    state.bridges.put(bridge.device(), bridge);
    if (held) {
      return;
    }
    try {
      if (pulse == null) {
        make();
      } else {
        change();
      }
    } catch (NetworkException e) {
      state.bridges.remove(bridge.device());
      throw e;
    }
  }

  @Override
  public synchronized void remove(BridgeRules bridge) {
    if (state.bridges.remove(bridge.device()) == null) {
      return;
    }
    state.filtered.remove(bridge.device());
    if (state.bridges.isEmpty() && !held) {
      clear();
    } else {
      change();
    }
  }

  @Override
  public synchronized void add(EndpointRules endpoint) {
    if (endpoint.concernsFrames() && state.filtered.add(endpoint.bridge())) {
      try {
        new FilteredBridge(endpoint.bridge()).turnOn(state);
      } catch (NetworkException e) {
        state.filtered.remove(endpoint.bridge());
        throw e;
      }
    }
    state.endpoints.put(endpoint.device(), endpoint);
    change();
    if (!held && pulse != null) {
      listen();
    }
  }

  @Override
  public synchronized void removeEndpoint(String device) {
    state.endpoints.remove(device);
    state.learned.forget(device);
    change();
  }

  @Override
  public synchronized void learn(
      String device, Allowance.Named named, InetAddress address, Duration time) {
    if (state.endpoints.containsKey(device)) {
      state.learned.add(device, named, address, time);
      change();
    }
  }

  @Override
  public synchronized void set(Collection<PolicyRules> policies) {
    state.policies = List.copyOf(policies);
    change();
  }

  @Override
  public void tell(Consumer<Refusal> hears) {
    refusals.tell(hears);
  }

  @Override
  public synchronized void publish(Collection<Publication> publications) {
    state.publications.addAll(publications);
    try {
      change();
    } catch (NetworkException e) {
      state.publications.removeAll(publications);
      throw e;
    }
    if (!held) {
      StaleFlows.forget(publications);
    }
  }

  @Override
  public synchronized void withdraw(Collection<Publication> publications) {
    state.publications.removeAll(publications);
    change();
    StaleFlows.forget(publications);
  }

  @Override
  public synchronized boolean seesFrames(String bridge, boolean ipv4) {
    return state.filtered.contains(bridge)
        || (ipv4 ? FilteredFrames.ofIpv4() : FilteredFrames.ofIpv6());
  }

  @Override
  public void redirect(Fd inside, InetAddress address, int udp, int tcp) {
    former.leave(inside);
    SandboxRules.redirect(families.getFirst().programs(), inside, address, udp, tcp);
  }

  @Override
  public synchronized void clear() {
    state.clear();
    stopWatching();
    if (Files.exists(note)) {
      families.forEach(family -> family.replace(Ruleset.NONE));
      Programs.forget(note);
    }
  }

  private void stopWatching() {
    if (clock != null) {
      clock.close();
      clock = null;
    }
    if (pulse != null) {
      pulse.close();
      pulse = null;
    }
    refusals.close();
  }

  @Override
  public synchronized void close() {
    // The rules stay, for the containers that do.
    stopWatching();
  }
}
