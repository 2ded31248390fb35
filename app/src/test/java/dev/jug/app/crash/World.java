package dev.jug.app.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that one client has made. */
final class World {
  final String owner;
  final List<Subject> subjects = new ArrayList<>();
  final Set<String> networks = new HashSet<>();
  final Set<String> volumes = new HashSet<>();

  /** Nobody answered when they were made or removed: they may be there. */
  final Set<String> doubtful = new HashSet<>();

  World(String owner) {
    this.owner = owner;
  }

  /** Whether a container has it, or may have it. */
  boolean usesVolume(String volume) {
    return subjects.stream().anyMatch(subject -> subject.volumes.contains(volume));
  }

  boolean usesNetwork(String network) {
    return subjects.stream()
        .anyMatch(subject -> subject.networks.stream().anyMatch(all -> all.contains(network)));
  }

  /** What its containers carry. */
  String label() {
    return "owner=" + owner;
  }
}
