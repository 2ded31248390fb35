package dev.jug.app.crash;

import dev.jug.app.crash.Api.Lost;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Somebody who makes, starts, stops and removes things at random, and keeps account of them. All
 * are its own: what others do at the same time is nothing it would have to know.
 */
final class Client {
  private static final int MOST_CONTAINERS = 3;
  private static final int REMEMBERED = 40;

  private final Api api;
  private final String name;
  private final Random random;
  private final World world;
  private final List<String> journal = new ArrayList<>();
  private final Semaphore answered;
  private final Operations operations;
  private final Surroundings surroundings;
  private int count;

  /**
   * @param answered gets a permit for each thing that was done
   */
  Client(Api api, String name, long seed, Semaphore answered) {
    this.api = api;
    this.name = name;
    this.random = new Random(seed);
    this.world = new World(name);
    this.answered = answered;
    this.operations = new Operations(api, world, random, this::note);
    this.surroundings = new Surroundings(api, world, this::note);
  }

  World world() {
    return world;
  }

  private void note(String line) {
    journal.add(line);
    if (journal.size() > REMEMBERED) {
      journal.removeFirst();
    }
  }

  /** What it did lately. */
  String journal() {
    return name + " did:\n  " + String.join("\n  ", journal);
  }

  /** Does one thing after another until nobody answers. */
  int act() {
    int done = 0;
    try {
      while (true) {
        step();
        done++;
        answered.release();
      }
    } catch (Lost _) {
      note("-- lost");
      return done;
    }
  }

  private void step() throws Lost {
    int draw = random.nextInt(100);
    if (draw < 4) {
      surroundings.volumes();
    } else if (draw < 8) {
      surroundings.networks();
    } else if (draw < 12) {
      operations.list();
    } else if (world.subjects.isEmpty() || (draw < 35 && world.subjects.size() < MOST_CONTAINERS)) {
      operations.create(name + "-" + ++count);
    } else {
      step(world.subjects.get(random.nextInt(world.subjects.size())));
    }
  }

  private void step(Subject subject) throws Lost {
    switch (subject.stage()) {
      case CREATED -> {
        if (random.nextInt(8) == 0) {
          operations.remove(subject);
        } else {
          operations.start(subject);
        }
      }
      case RUNNING -> operations.running(subject);
      case PAUSED -> operations.paused(subject);
      case EXITED -> operations.exited(subject);
      case ABSENT -> operations.gone(subject);
    }
  }

  /** Compares what there is with what there should be, once an engine has opened. */
  int check() throws Lost {
    note("-- opened");
    new Comparison(api, world).run();
    return world.subjects.size();
  }

  /** Removes all it made. */
  void clear() throws Lost {
    for (var subject : List.copyOf(world.subjects)) {
      api.delete("/containers/" + subject.reference() + "?force=1");
    }
    for (var network : world.networks) {
      api.delete("/networks/" + network).expect(204);
    }
    for (var volume : world.volumes) {
      api.delete("/volumes/" + volume).expect(204);
    }
  }
}
