package dev.jug.engine.learn;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.spec.CapabilitySet;
import dev.jug.engine.spec.Filters;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.Listener;
import dev.jug.linux.seccomp.Notifications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches one container. It must be closed when the container has ended; while it is open the
 * container's calls wait for it.
 */
public final class Lesson implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Lesson.class.getName());
  private static final String SECCOMP = "seccomp";
  private static final int DOCUMENT = 1 << 16;

  private final Path place;
  private final Listener listener;
  private final LearnedFilter filter;
  private final ContainerRequest request;
  private final Notes notes = new Notes();
  private final Thread thread;

  private Lesson(Path place, ContainerRequest asked) {
    this.place = place;
    this.listener = Listener.bind(place.resolve("agent.sock"));
    this.filter = new LearnedFilter(Filters.standard().builtin(CapabilitySet.of(asked.security())));
    this.request = watched(asked);
    this.thread = Thread.ofVirtual().name("jug-learn").start(this::accept);
  }

  /**
   * Begins one.
   *
   * @param place a directory of the engine's for it alone; removed with it
   * @throws Invalid if the container has no filter of the engine's
   */
  public static Lesson begin(Path place, ContainerRequest asked) {
    check(asked);
    try {
      Files.createDirectories(place.getParent());
      Disk.makePrivate(place);
      return new Lesson(place, asked);
    } catch (IOException e) {
      throw Disk.failed("begin to learn", e);
    }
  }

  private static void check(ContainerRequest asked) {
    var security = asked.security();
    boolean own =
        !security.values(SECCOMP).isEmpty() || asked.image() instanceof ContainerImage.Bundle;
    if (security.privileged() || own) {
      throw new Invalid(
          "cannot learn what a container needs that has "
              + (security.privileged() ? "--privileged" : "a seccomp profile of its own"),
          "What is learned is a part of the built-in filter: leave the option out.");
    }
  }

  private ContainerRequest watched(ContainerRequest asked) {
    var file = place.resolve("profile.json");
    var telling = filter.telling(place.resolve("agent.sock").toString());
    try {
      Files.write(file, JsonMapper.shared().writeValueAsBytes(telling));
    } catch (IOException e) {
      throw Disk.failed("begin to learn", e);
    }
    var security = asked.security();
    var options = new ArrayList<>(security.options());
    options.add(SECCOMP + "=" + file);
    return asked.toBuilder(asked.image()).security(security.withOptions(options)).build();
  }

  /** The container that is watched. */
  public ContainerRequest request() {
    return request;
  }

  /** Each process that loads the filter, the first and those of exec, has a listener. */
  private void accept() {
    try {
      while (true) {
        try (var socket = listener.accept()) {
          var descriptors = new ArrayList<Fd>();
          socket.receive(new byte[DOCUMENT], 0, DOCUMENT, descriptors);
          descriptors.forEach(this::watch);
        }
      }
    } catch (SysException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody more is watched", e);
    }
  }

  private void watch(Fd descriptor) {
    Thread.ofPlatform()
        .daemon()
        .name("jug-learn-calls")
        .start(() -> {
          try (var calls = new Notifications(descriptor)) {
            for (var call = calls.next(); call.isPresent(); call = calls.next()) {
              try {
                notes.add(call.get());
              } finally {
                calls.proceed(call.get());
              }
            }
          } catch (SysException e) {
            LOG.log(System.Logger.Level.WARNING, "a container is watched no more", e);
          }
        });
  }

  /** What was seen until now. */
  public Learned learned() {
    return notes.learned(filter);
  }

  @Override
  public void close() {
    thread.interrupt();
    listener.close();
    try {
      Tree.delete(place);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove " + place, e);
    }
  }
}
