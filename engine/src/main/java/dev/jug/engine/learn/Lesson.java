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
import dev.jug.linux.io.Socket;
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

  private Lesson(Path place, LearnedFilter filter, ContainerRequest request) {
    this.place = place;
    this.filter = filter;
    this.request = request;
    this.listener = Listener.bind(socket(place));
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
    var builtin = Filters.standard().builtin(CapabilitySet.of(asked.security()));
    var filter = new LearnedFilter(builtin);
    try {
      Files.createDirectories(place.getParent());
      Disk.makePrivate(place);
      return new Lesson(place, filter, watched(place, filter, asked));
    } catch (IOException e) {
      remove(place);
      throw Disk.failed("begin to learn", e);
    } catch (SysException e) {
      remove(place);
      throw e;
    }
  }

  private static Path socket(Path place) {
    return place.resolve("agent.sock");
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

  private static ContainerRequest watched(Path place, LearnedFilter filter, ContainerRequest asked)
      throws IOException {
    var file = place.resolve("profile.json");
    var telling = filter.telling(socket(place).toString());
    Files.write(file, JsonMapper.shared().writeValueAsBytes(telling));
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
          receive(socket);
        }
      }
    } catch (SysException | IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody more is watched", e);
    }
  }

  /** One that is killed before it has said anything keeps no other from being watched. */
  private void receive(Socket socket) {
    var descriptors = new ArrayList<Fd>();
    try {
      socket.receive(new byte[DOCUMENT], 0, DOCUMENT, descriptors);
    } catch (SysException e) {
      LOG.log(System.Logger.Level.DEBUG, "a process is not watched", e);
    }
    descriptors.forEach(this::watch);
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
    remove(place);
  }

  private static void remove(Path place) {
    try {
      Tree.delete(place);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove " + place, e);
    }
  }
}
