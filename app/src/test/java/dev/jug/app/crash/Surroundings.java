package dev.jug.app.crash;

import dev.jug.app.crash.Api.Lost;
import java.util.function.Consumer;

/** Volumes and networks come, for containers that are made later, and go when none has them. */
final class Surroundings {
  private static final int MOST_VOLUMES = 2;

  private final Api api;
  private final World world;
  private final Consumer<String> journal;
  private int count;

  Surroundings(Api api, World world, Consumer<String> journal) {
    this.api = api;
    this.world = world;
    this.journal = journal;
  }

  void volumes() throws Lost {
    var unused = world.volumes.stream().filter(volume -> !world.usesVolume(volume)).findFirst();
    var volume = unused.orElseGet(() -> world.owner + "-volume-" + ++count);
    if (unused.isPresent()) {
      journal.accept("remove " + volume);
      world.volumes.remove(volume);
      world.doubtful.add(volume);
      api.delete("/volumes/" + volume).expect(204);
    } else if (world.volumes.size() < MOST_VOLUMES) {
      journal.accept("make " + volume);
      world.doubtful.add(volume);
      api.post("/volumes/create", "{\"Name\":\"" + volume + "\"}").expect(201);
      world.volumes.add(volume);
    }
    world.doubtful.remove(volume);
  }

  void networks() throws Lost {
    var unused = world.networks.stream().filter(each -> !world.usesNetwork(each)).findFirst();
    var network = unused.orElseGet(() -> world.owner + "-network-" + ++count);
    if (unused.isPresent()) {
      journal.accept("remove " + network);
      world.networks.remove(network);
      world.doubtful.add(network);
      api.delete("/networks/" + network).expect(204);
    } else if (world.networks.isEmpty()) {
      journal.accept("make " + network);
      world.doubtful.add(network);
      api.post("/networks/create", "{\"Name\":\"" + network + "\"}").expect(201);
      world.networks.add(network);
    }
    world.doubtful.remove(network);
  }
}
